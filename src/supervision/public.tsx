import { Hono } from 'hono';
import { legalDate, untilNextLegalDay } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import type { PublicEnv } from '../platform/http/page.ts';
import { dateWords } from '../site/date.ts';
import { publicPage } from '../site/page.tsx';
import { openFindings } from './queries/findings.ts';
import { findingGrounds, findingKinds, type FindingKind } from './rules/finding.ts';

const plainWords: Record<FindingKind, (count: number) => string> = {
  late: (count) => `${count} 个事项过了期限还没公开`,
  empty: (count) => `${count} 个栏目到了期限还是空的`,
  stale: (count) => `${count} 个栏目很久没更新`,
  standing: (count) => `${count} 个长期公开的事项一年没有核对`,
  link: (count) => `${count} 个链接打不开`,
  interpretation: (count) => `${count} 个政策文件该解读还没解读`,
};

/** What the nightly checks find, for everybody: counts in plain words, with the ground of each. */
export const supervisionPublic = (ctx: Context) =>
  new Hono<PublicEnv>().get('/inspection', (c) =>
    publicPage(ctx, c, async () => {
      const now = ctx.clock.now();
      return {
        title: '内容保障巡查',
        column: '公开目录',
        trail: [{ name: '内容保障巡查', href: '/inspection' }],
        tags: ['findings'],
        staleAt: now.getTime() + untilNextLegalDay(now),
        content: <InspectionView ofKind={await openFindings(ctx.db)} today={legalDate(now)} />,
      };
    }),
  );

function InspectionView({ ofKind, today }: { ofKind: Record<FindingKind, number>; today: string }) {
  const kinds = Object.keys(findingKinds) as FindingKind[];
  const found = kinds.filter((kind) => ofKind[kind] > 0);
  return (
    <div className="document stack">
      <div>
        <h1>内容保障巡查</h1>
        <p className="lead">
          系统每天夜里把全站查一遍，查到的问题写在这里，改好了自动减去，不由人填。截至{dateWords(today)}：
        </p>
      </div>
      {found.length === 0 ? (
        <p className="empty">没有查到问题。</p>
      ) : (
        <ul className="lines">
          {found.map((kind) => (
            <li key={kind}>
              <span className="state late">{plainWords[kind](ofKind[kind])}</span>
              <p className="meta">依据：{findingGrounds[kind]}</p>
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href="/today">看是谁、哪些没公开</a>
      </p>
    </div>
  );
}
