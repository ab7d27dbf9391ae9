import { dayKinds, type LedgerDay } from '../../workday/rules.ts';
import { dateWords, weekdayWords } from '../../site/date.ts';
import { Fact } from '../../site/fact.tsx';
import type { ObligationClock } from '../queries/clock.ts';
import { itemName, periodWords, StateWords } from './words.tsx';

/** Why something is to be public by that day: counted out day by day, for everybody, also on one sheet of paper. */
export function DueView({ clock, today }: { clock: ObligationClock; today: string }) {
  const { dueOn, provisionalOn, targetOn, ledger } = clock;
  const what = periodWords(clock);
  return (
    <article className="document stack due-sheet">
      <div>
        <h1>为什么是这一天到期</h1>
        <p className="meta">
          {clock.bodyName}：{clock.level1} › {itemName(clock)}
          {what && `（${what}）`}
        </p>
      </div>
      <dl className="facts">
        <Fact name="最晚公开日期">
          {dueOn
            ? `${dateWords(dueOn)} ${weekdayWords(dueOn)}`
            : provisionalOn
              ? `暂定${dateWords(provisionalOn)}（暂按周一至周五推算，放假安排公布后以实际为准）`
              : '还没有确定'}
        </Fact>
        {targetOn && (
          <Fact name="目标日">{`${dateWords(targetOn)}（原文只写“及时”，这是本县自己的要求，不是法定期限）`}</Fact>
        )}
        <Fact name="现在">
          <StateWords of={clock} today={today} />
        </Fact>
        <Fact name="公开时限原文">{clock.timeLimit}</Fact>
        <Fact name="怎么读">{clock.reading}</Fact>
        <Fact name="依据">{clock.legalBasis}</Fact>
      </dl>
      <section className="block" aria-labelledby="days">
        <h2 id="days">逐日计算</h2>
        <p>{clock.reason}</p>
        {ledger.length > 0 && (
          <ol className="due-days">
            {ledger.map((one) => (
              <li key={one.day} className={one.number === null ? 'passed' : undefined}>
                <span>
                  {Number(one.day.slice(5, 7))}月{Number(one.day.slice(8))}日{' '}
                  {weekdayWords(one.day).replace('星期', '周')}
                </span>{' '}
                <b>{one.number === null ? '不计' : `第 ${one.number} 天`}</b> <span>{kindWords(one)}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <p className="meta">
        <a href={`/catalogue/${clock.itemId}`}>公开目录里的这一项</a> ·{' '}
        <a href={`/b/${clock.bodyCode}`}>{clock.bodyName}</a>
      </p>
    </article>
  );
}

/** Who paused or extended it and why stands once, in the sentence above. */
function kindWords({ kind, name, isProvisional }: LedgerDay): string {
  const isOwn = kind === 'paused' || kind === 'extended';
  const words = kind === 'counted' ? '' : isOwn ? dayKinds[kind] : name + dayKinds[kind];
  return isProvisional ? `${words}（暂定）` : words;
}
