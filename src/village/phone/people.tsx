import { useRef } from 'react';
import { emptyPerson, type PersonRow } from '../rules/sheet.ts';
import { Fault } from './event.tsx';

interface Props {
  rows: readonly PersonRow[];
  faults: Record<string, string>;
  onChange: (rows: PersonRow[]) => void;
}

const cells = [
  ['name', '姓名或户主'],
  ['amount', '金额（元）'],
  ['place', '组别'],
  ['note', '备注'],
] as const;

/** People or households with what they get, line by line. No number of theirs is asked for. */
export function PeopleRows({ rows, faults, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const shown = rows.length > 0 ? rows : [emptyPerson];
  const set = (at: number, change: Partial<PersonRow>) =>
    onChange(shown.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const add = () => {
    onChange([...shown, { ...emptyPerson, place: shown.at(-1)?.place ?? '' }]);
    setTimeout(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(), 0);
  };
  return (
    <>
      <p className="quiet">不用写身份证号、银行卡号、电话和病情。</p>
      <ol className="rows" ref={list}>
        {shown.map((row, at) => (
          <li key={at}>
            <div className="row-head">
              <b>第 {at + 1} 行</b>
              <button
                type="button"
                className="bare"
                aria-label={`删去第 ${at + 1} 行`}
                onClick={() => onChange(shown.filter((_, index) => index !== at))}
              >
                删去
              </button>
            </div>
            <div className="cells">
              {cells.map(([cell, name]) => (
                <label key={cell}>
                  {name}
                  <input
                    value={row[cell]}
                    inputMode={cell === 'amount' ? 'decimal' : 'text'}
                    aria-invalid={faults[`people.${at}.${cell}`] ? true : undefined}
                    onChange={(event) => set(at, { [cell]: event.target.value })}
                  />
                  <Fault words={faults[`people.${at}.${cell}`]} />
                </label>
              ))}
            </div>
          </li>
        ))}
      </ol>
      <button type="button" className="big plain" onClick={add}>
        加一行
      </button>
    </>
  );
}
