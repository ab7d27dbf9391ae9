import { Descriptions } from 'antd';
import { roles } from '../../account/rules.ts';
import { fieldNames } from '../rules.ts';
import type { AuditEvent } from './record.tsx';

/** What an act changed, field by field, in the words of the screens. */
export function Difference({ event }: { event: AuditEvent }) {
  const before = fieldsOf(event.before);
  const after = fieldsOf(event.after);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    <>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={names.map((name) => ({
          key: name,
          label: fieldNames[name] ?? name,
          children:
            name in before && name in after ? (
              <>
                <del>{valueText(before[name])}</del> → <ins>{valueText(after[name])}</ins>
              </>
            ) : (
              valueText(before[name] ?? after[name])
            ),
        }))}
      />
      <p className="note">
        请求编号 {event.request_id || '无'}，记录编号 {event.id}
      </p>
    </>
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : { 内容: value };
}

/** A recorded value as people read it: lists with 、, roles by name. */
function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空';
  if (Array.isArray(value)) return value.map(valueText).join('、') || '空';
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([name]) => !name.endsWith('Id'))
      .map(([, inner]) => valueText(inner))
      .join(' ');
  const text = String(value);
  return Object.entries(roles).find(([role]) => role === text)?.[1] ?? text;
}
