import { Checkbox } from 'antd';
import type { RenamePair } from '../rules/renames.ts';

/** Items that look like earlier ones under a new name: a person says which are, so that their history goes on. */
export function Renames(props: {
  pairs: readonly RenamePair[];
  confirmed: readonly { from: string; to: string }[];
  onChange: (confirmed: { from: string; to: string }[]) => void;
}) {
  const { pairs, confirmed, onChange } = props;
  if (pairs.length === 0 && confirmed.length === 0) return null;
  return (
    <>
      <h3>这些是不是改了名？</h3>
      <p className="note">是改名的请勾上：以前的公开记录会接着算在新名称下面。不勾就当作取消一项、新增一项。</p>
      <ul className="rename-list">
        {confirmed.map(({ from, to }) => (
          <li key={to}>
            <Checkbox checked onChange={() => onChange(confirmed.filter((one) => one.to !== to))}>
              {from.replaceAll(/\/+$/g, '').replaceAll('/', ' › ')} →{' '}
              {to.replaceAll(/\/+$/g, '').replaceAll('/', ' › ')}
            </Checkbox>
          </li>
        ))}
        {pairs.map(({ from, to, fromItem, toItem }) => (
          <li key={to}>
            <Checkbox checked={false} onChange={() => onChange([...confirmed, { from, to }])}>
              {fromItem} → {toItem}
            </Checkbox>
          </li>
        ))}
      </ul>
    </>
  );
}
