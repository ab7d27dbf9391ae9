import { dateWords } from '../../site/date.ts';
import { Fact } from '../../site/fact.tsx';
import type { BodyStanding, publicItem } from '../queries/standing.ts';
import { otherDomain } from '../rules/domains.ts';
import { audienceWords } from '../rules/ticks.ts';
import { itemName } from './words.tsx';

interface ItemProps {
  item: Awaited<ReturnType<typeof publicItem>>;
  bound: readonly { code: string; name: string }[];
  standing: readonly BodyStanding[];
  numbers: ReadonlyMap<string, string>;
}

/** One item of the catalogue: what, when, on which ground, and how each body that owes it stands. */
export function ItemView({ item, bound, standing, numbers }: ItemProps) {
  return (
    <div className="document stack">
      <div>
        <h1>{itemName(item)}</h1>
        <p className="meta">
          {item.catalogueName}第 {item.version} 版，{dateWords(item.effectiveOn)}起执行{' '}
          <a href="/catalogue/versions">看各版的变化</a>
        </p>
        {item.newerId && (
          <p className="notice">
            这是旧版目录里的写法。<a href={`/catalogue/${item.newerId}`}>看现在的</a>
          </p>
        )}
      </div>
      <dl className="facts">
        <Fact name="公开内容">{item.content}</Fact>
        <Fact name="公开时限">{item.timeLimit}</Fact>
        <Fact name="公开依据">{item.legalBasis}</Fact>
        <Fact name="公开主体">{item.responsible}</Fact>
        {item.channels.length > 0 && <Fact name="公开渠道">{item.channels.join('、')}</Fact>}
        {item.optionalChannels.length > 0 && <Fact name="也可以在">{item.optionalChannels.join('、')}</Fact>}
        <Fact name="公开对象">{audienceWords(item.audience)}</Fact>
        <Fact name="领域">{item.domain || otherDomain}</Fact>
        <Fact name="公开方式">{item.manner === 'proactive' ? '主动公开' : '依申请公开'}</Fact>
        {item.extra.map(({ heading, text }) => (
          <Fact key={heading} name={heading}>
            {text}
          </Fact>
        ))}
      </dl>
      <section className="block" aria-labelledby="standing">
        <h2 id="standing">谁公开了，谁还没有</h2>
        {standing.length > 0 ? (
          <ul className="lines">
            {standing
              .toSorted((a, b) => b.longestLate - a.longestLate)
              .map((one) => (
                <li key={one.code}>
                  <a href={`/b/${one.code}`}>{one.name}</a>
                  <p>
                    <Standing of={one} number={one.newestBy === null ? undefined : numbers.get(one.newestBy)} />
                  </p>
                </li>
              ))}
          </ul>
        ) : (
          <p className="empty">
            {bound.length > 0
              ? `${bound.length} 家机构在有这类信息时公开，现在没有到期的。`
              : '公开主体要由工作人员确认。'}
          </p>
        )}
      </section>
    </div>
  );
}

function Standing({ of, number }: { of: BodyStanding; number: string | undefined }) {
  const newest = of.newestOn && `最近${dateWords(of.newestOn)}公开`;
  return (
    <>
      {of.overdue > 0 ? (
        <span className="state late">
          {of.overdue} 项还没公开，最久的已超过期限 {of.longestLate} 天
        </span>
      ) : of.dueToday > of.doneToday ? (
        <span className="state today">今天到期，还没公开</span>
      ) : of.nextDueOn ? (
        <span className="state">下一次最晚{dateWords(of.nextDueOn)}公开</span>
      ) : of.done > 0 ? (
        <span className="state done">都已公开</span>
      ) : (
        <span className="state unclear">期限要由工作人员确认</span>
      )}
      {newest && <> {number ? <a href={`/d/${number}`}>{newest}</a> : newest}</>}
    </>
  );
}
