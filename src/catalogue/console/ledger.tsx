import { dayKinds, type LedgerDay } from '../../workday/rules.ts';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** The days of a term, one cell a day in order: which were counted and as which, which were passed over and why. */
export function Ledger({ days }: { days: readonly LedgerDay[] }) {
  return (
    <ol className="ledger" aria-label="逐日计算">
      {days.map(({ day, kind, name, number }) => (
        <li key={day} className={number === null ? 'ledger-passed' : 'ledger-counted'}>
          <span>
            {Number(day.slice(5, 7))}月{Number(day.slice(8))}日 周{weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]}
          </span>
          <strong>{number === null ? '不计' : `第 ${number} 天`}</strong>
          <span>{kind === 'counted' ? dayKinds.counted : `${name}${dayKinds[kind]}`}</span>
        </li>
      ))}
    </ol>
  );
}
