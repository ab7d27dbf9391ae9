import { useRef, type ReactNode } from 'react';
import { emptyMoney, type MoneyRow } from '../rules/sheet.ts';
import { Fault } from './event.tsx';

interface Props {
  rows: readonly MoneyRow[];
  faults: Record<string, string>;
  onChange: (rows: MoneyRow[]) => void;
  children: ReactNode;
}

/** Income and spending, line by line: as one writes it down from the paper ledger. */
export function MoneyRows({ rows, faults, onChange, children }: Props) {
  const list = useRef<HTMLOListElement>(null);
  // An empty sheet shows one line to write on; it is kept once something stands in it.
  const shown = rows.length > 0 ? rows : [emptyMoney];
  const set = (at: number, change: Partial<MoneyRow>) =>
    onChange(shown.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const add = () => {
    // Whoever handled the last one mostly handled this one too.
    const last = shown.at(-1);
    onChange([...shown, { ...emptyMoney, handler: last?.handler ?? '' }]);
    setTimeout(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(), 0);
  };
  return (
    <>
      {children}
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
              <Cell of={[row, at, faults, set]} cell="day" name="日期" placeholder="10.5" isNumber />
              <Cell of={[row, at, faults, set]} cell="summary" name="摘要" placeholder="什么钱" isWide />
              <Cell of={[row, at, faults, set]} cell="income" name="收入" isNumber />
              <Cell of={[row, at, faults, set]} cell="spending" name="支出" isNumber />
              <Cell of={[row, at, faults, set]} cell="handler" name="经手人" />
              <Cell of={[row, at, faults, set]} cell="note" name="备注" />
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

interface CellProps {
  of: [MoneyRow, number, Record<string, string>, (at: number, change: Partial<MoneyRow>) => void];
  cell: keyof MoneyRow;
  name: string;
  placeholder?: string;
  isNumber?: boolean;
  isWide?: boolean;
}

function Cell({ of: [row, at, faults, set], cell, name, placeholder, isNumber, isWide }: CellProps) {
  const fault = faults[`money.${at}.${cell}`];
  return (
    <label className={isWide ? 'wide' : undefined}>
      {name}
      <input
        value={row[cell]}
        inputMode={isNumber ? 'decimal' : 'text'}
        placeholder={placeholder}
        aria-invalid={fault ? true : undefined}
        onChange={(event) => set(at, { [cell]: event.target.value })}
      />
      <Fault words={fault} />
    </label>
  );
}
