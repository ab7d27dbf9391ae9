import { instantWords } from '../../site/date.ts';
import { WideTable } from '../../site/widetable.tsx';
import { Fact } from '../../site/fact.tsx';
import type { PublicFact, PublicOpendayPage } from '../queries/published.ts';
import type { Statistics } from '../queries/statistics.ts';
import type { StatisticsRow } from '../rules/table.ts';
import { dayStates } from '../rules/day.ts';
import { figureText, percent } from '../rules/figure.ts';
import { factTopics, type FactTopic } from '../rules/past.ts';
import { heldWords } from './days.tsx';

/** One open day: when, where, who; and its figures, each with the words or the records it comes from. */
export function DayView({ day }: { day: PublicOpendayPage }) {
  return (
    <article className="document stack">
      <header>
        <h1>{day.name}</h1>
        <p className="meta">
          <a href={`/b/${day.bodyCode}`}>{day.bodyName}</a> {dayStates[day.state]}
        </p>
        {day.source && <p className="notice">{day.source}</p>}
      </header>
      <dl className="facts">
        <Fact name="时间">{heldWords(day)}</Fact>
        <Fact name="地点">{day.place}</Fact>
        <Fact name="主题">{day.theme}</Fact>
        <Fact name="届次">{day.ordinal && `第 ${day.ordinal} 届`}</Fact>
        <Fact name="依据">{day.notice}</Fact>
      </dl>
      {day.stalls.length > 0 && <Stalls stalls={day.stalls} host={day.bodyName} />}
      {day.statistics && day.state !== 'planned' && <StatisticsTable statistics={day.statistics} />}
      {day.facts.length > 0 && <Facts facts={day.facts} />}
      {day.accountText && (
        <details className="block">
          <summary>总结原文</summary>
          <div className="account">{day.accountText}</div>
        </details>
      )}
    </article>
  );
}

function Stalls({ stalls, host }: Pick<PublicOpendayPage, 'stalls'> & { host: string }) {
  return (
    <section className="block" aria-labelledby="stalls">
      <h2 id="stalls">展位（{stalls.length} 个）</h2>
      <ul className="lines">
        {stalls.map(({ name, body, place, services }) => (
          <li key={name}>
            <h3>{name}</h3>
            <p className="meta">
              {body !== name && body !== host && <span>{body}</span>}
              {place && <span>{place}</span>}
            </p>
            {services && <p>能问：{services}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Figures of an earlier year's account, by topic, each with the account's own words. */
function Facts({ facts }: { facts: readonly PublicFact[] }) {
  const topics = Object.entries(factTopics) as [FactTopic, string][];
  return (
    <section className="block" aria-labelledby="facts">
      <h2 id="facts">总结里写的数字</h2>
      {topics.map(([topic, name]) => {
        const ofTopic = facts.filter((fact) => fact.topic === topic);
        if (ofTopic.length === 0) return null;
        return (
          <section key={topic} aria-label={name}>
            <h3>{name}</h3>
            <dl className="told">
              {ofTopic.map((fact) => (
                <div key={`${fact.label} ${fact.quote}`}>
                  <dt>
                    {fact.label} <strong>{figureText(fact)}</strong>
                  </dt>
                  <dd className="quote">原文：“{fact.quote}”</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </section>
  );
}

const counts: [keyof StatisticsRow, string][] = [
  ['visits', '来访'],
  ['consultation', '咨询'],
  ['complaint', '投诉'],
  ['suggestion', '建议'],
  ['help', '求助'],
  ['report', '反映情况'],
  ['answeredOnSpot', '当场答复'],
  ['handedOver', '转交办理'],
  ['given', '发放资料'],
];

/** 《活动情况统计总表》 as far as it is public, live while the day runs. */
function StatisticsTable({ statistics: { asOf, stalls, total } }: { statistics: Statistics }) {
  const rate = percent(total.satisfied, total.rated);
  return (
    <section className="block" aria-labelledby="statistics">
      <h2 id="statistics">活动情况统计</h2>
      <WideTable name="活动情况统计">
        <caption>截至{instantWords(asOf)}，来访按人次，资料按份</caption>
        <thead>
          <tr>
            <th scope="col">展位</th>
            {counts.map(([key, name]) => (
              <th key={key} scope="col" className="count">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...stalls, { ...total, stall: '合计', stallId: 'total' }].map((row) => (
            <tr key={row.stallId ?? 'none'}>
              <th scope="row">{row.stall}</th>
              {counts.map(([key]) => (
                <td key={key} className="count">
                  {row[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className="meta">
        {rate === undefined
          ? '还没有来访群众评价满意不满意。'
          : `满意率 ${rate}%：评价的 ${total.rated} 人次里，${total.satisfied} 人次满意。`}
      </p>
    </section>
  );
}
