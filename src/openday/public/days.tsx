import { dateWords, weekdayWords } from '../../site/date.ts';
import type { PublicOpenday } from '../queries/published.ts';
import { dayStates } from '../rules/day.ts';

/** When a day is or was held, as far as that is known. */
export function heldWords({ heldOn, heldText }: Pick<PublicOpenday, 'heldOn' | 'heldText'>): string {
  return heldOn ? `${dateWords(heldOn)} ${weekdayWords(heldOn)}` : heldText;
}

/** All open days: coming and running ones, then those that were held, then earlier years' accounts. */
export function DaysView({ days }: { days: readonly PublicOpenday[] }) {
  const now = days.filter(({ state }) => state === 'planned' || state === 'open');
  const held = days.filter(({ state }) => state === 'closed');
  const past = days.filter(({ state }) => state === 'past');
  return (
    <div className="document stack">
      <div>
        <h1>政务公开日</h1>
        <p className="lead">
          每年五月前后，各机关把办公桌搬到街上，当面回答大家的问题。哪天、在哪、谁来、能问什么，办完以后有多少人来过，都在这里。
        </p>
      </div>
      {days.length === 0 && <p className="empty">还没有安排政务公开日。</p>}
      <Days title="最近的" days={now} />
      <Days title="已经办过的" days={held} />
      <Days
        title="往年总结"
        days={past}
        note={past.some(({ source }) => source) && '这些总结的原文来自别的地方，放在这里作示例，每页都写明了来源。'}
      />
    </div>
  );
}

function Days({ title, days, note }: { title: string; days: readonly PublicOpenday[]; note?: string | false }) {
  if (days.length === 0) return null;
  return (
    <section className="block" aria-label={title}>
      <h2>{title}</h2>
      {note && <p className="meta">{note}</p>}
      <ul className="lines">
        {days.map((day) => (
          <li key={day.code}>
            <a href={`/openday/${day.code}`}>{day.name}</a>
            <p className="meta">
              <span>{dayStates[day.state]}</span>
              {heldWords(day) && <span>{heldWords(day)}</span>}
              {day.place && <span>{day.place}</span>}
              {!day.name.includes(day.bodyName) && <span>{day.bodyName}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The nearest open day, for the home page; nothing where none is coming or running. */
export function NearestDay({ days }: { days: readonly PublicOpenday[] }) {
  const day = days.find(({ state }) => state === 'open') ?? days.find(({ state }) => state === 'planned');
  return (
    <section className="block" aria-labelledby="openday">
      <h2 id="openday">政务公开日</h2>
      {day ? (
        <>
          <p>
            <a href={`/openday/${day.code}`}>{day.name}</a>
          </p>
          <p className="meta">
            {dayStates[day.state]} {heldWords(day)} {day.place}
          </p>
        </>
      ) : (
        <p className="empty">近期没有安排。</p>
      )}
      <a className="more" href="/openday">
        看往年的
      </a>
    </section>
  );
}
