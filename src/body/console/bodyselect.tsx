import { Select } from 'antd';
import type { BodyKind } from '../rules.ts';
import { useBodies } from './reading.ts';

interface BodySelectProps {
  id?: string;
  value?: string;
  onChange?: (bodyId: string) => void;
  placeholder?: string;
  /** Its name for screen readers where no form label stands beside it. */
  label?: string;
  allowClear?: boolean;
  /** Only bodies whose path begins so, e.g. those of the person's own subtree. */
  under?: string;
  ofKind?: BodyKind;
}

/** Chooses a body by any part of its name; villages are shown with their township. */
export function BodySelect({ under = '', ofKind, placeholder = '输入名称查找机构', label, ...rest }: BodySelectProps) {
  const bodies = useBodies();
  const nameOf = new Map(bodies.data?.map(({ id, name }) => [id, name]));
  const options = bodies.data
    ?.filter(
      ({ path, kind, closed_on }) => path.startsWith(under) && closed_on === null && (!ofKind || kind === ofKind),
    )
    .map(({ id, name, kind, parent_id }) => ({
      value: id,
      label: kind === 'village' ? `${name}（${nameOf.get(parent_id ?? '') ?? ''}）` : name,
    }));
  return (
    <Select
      {...rest}
      aria-label={label}
      className="body-select"
      showSearch={{ optionFilterProp: 'label' }}
      loading={bodies.isPending}
      placeholder={placeholder}
      options={options}
      popupMatchSelectWidth={false}
    />
  );
}
