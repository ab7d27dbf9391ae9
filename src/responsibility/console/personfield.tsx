import { AutoComplete } from 'antd';
import type { Person } from '../rules/assigning.ts';

interface PersonFieldProps {
  id?: string;
  value?: Person;
  onChange?: (person: Person) => void;
  people: readonly { id: string; name: string; post: string; bodyName: string; isOwn?: unknown }[];
  placeholder?: string;
  'aria-label'?: string;
}

/** A person chosen from the accounts, or a name as it is typed. */
export function PersonField({ people, value, onChange, ...rest }: PersonFieldProps) {
  return (
    <AutoComplete
      {...rest}
      allowClear
      value={value?.name ?? ''}
      showSearch={{
        filterOption: (typed, option) => String(option?.label ?? '').includes(typed) || typed === '',
      }}
      options={people.map(({ id, name, post, bodyName, isOwn }) => ({
        key: id,
        value: name,
        id,
        label: [name, post, isOwn ? '' : bodyName].filter(Boolean).join(' · '),
      }))}
      onChange={(typed: string | undefined, option) => {
        const chosen = option && 'id' in option ? people.find(({ id }) => id === option.id) : undefined;
        onChange?.(chosen ? { id: chosen.id, name: chosen.name } : { id: null, name: (typed ?? '').trim() });
      }}
    />
  );
}
