import { addDays, dayKinds, type LedgerDay } from '../rules.ts';
import './daygrid.css';

const noDay = '\u00a0';
const weekdays = ['一', '二', '三', '四', '五', '六', '日'];
const words: Record<LedgerDay['kind'], string> = { ...dayKinds, counted: '' };

export interface GridDay {
  day: string;
  kind: LedgerDay['kind'];
  name?: string;
  /** Which day of the term; null: passed over. */
  number?: number | null;
  isProvisional?: boolean;
  /** Something to look at: the due date, a day that changes. */
  mark?: string;
}

/** Days as a calendar, a table a month: what each day is and which day of the term it was. Also for paper. */
export function DayGrid({ days, label }: { days: readonly GridDay[]; label: string }) {
  const months = [...new Set(days.map(({ day }) => day.slice(0, 7)))];
  const known = new Map(days.map((one) => [one.day, one]));
  return (
    <section className="day-grid" aria-label={label}>
      {months.map((month) => (
        <Month key={month} month={month} known={known} />
      ))}
    </section>
  );
}

function Month({ month, known }: { month: string; known: ReadonlyMap<string, GridDay> }) {
  return (
    <table>
      <caption>
        {Number(month.slice(0, 4))}年{Number(month.slice(5))}月
      </caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <Cell
                key={day}
                day={day}
                one={day.startsWith(month) ? known.get(day) : undefined}
                isIn={day.startsWith(month)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ day, one, isIn }: { day: string; one: GridDay | undefined; isIn: boolean }) {
  if (!isIn) return <td className="day-none">{noDay}</td>;
  const name =
    one && one.kind !== 'counted'
      ? `${one.name && one.kind !== 'extended' && one.kind !== 'paused' ? one.name : ''}${words[one.kind]}`
      : '';
  return (
    <td className={one ? `day-${one.kind}${one.mark ? ' day-marked' : ''}` : 'day-out'} title={one?.name || undefined}>
      <span className="day-of-month">{Number(day.slice(8))}</span>
      {one && (
        <>
          {typeof one.number === 'number' && <b>第{one.number}天</b>}
          {name && <small>{name}</small>}
          {one.isProvisional && <small>暂定</small>}
          {one.mark && <strong>{one.mark}</strong>}
        </>
      )}
    </td>
  );
}

/** The weeks of a month, Monday first, each with its seven days. */
function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  let day = addDays(first, -((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7));
  const weeks: string[][] = [];
  while (day.slice(0, 7) <= month) {
    weeks.push(Array.from({ length: 7 }, (_, at) => addDays(day, at)));
    day = addDays(day, 7);
  }
  return weeks;
}
