import type { ReactNode } from 'react';
import { DocumentLines } from '../../disclosure/public/lines.tsx';
import type { PublishedLine } from '../../disclosure/queries/published.ts';
import { addressWith } from '../../site/pager.tsx';
import { BodyNames } from './bodies.tsx';
import { ClosedNotice } from './closed.tsx';
import type { bodyInside, BodyRow } from '../queries.ts';
import { leadingGroupRoles, type BodyKind } from '../rules.ts';

const childrenWords: Record<BodyKind, string> = {
  county: '部门和乡镇',
  bureau: '下属机构',
  township: '下辖的村（社区）',
  village: '下属机构',
};

interface BodyProps {
  body: BodyRow;
  /** How well it discloses: what is late first. */
  state: ReactNode;
  /** The bodies directly under it. */
  under: readonly BodyRow[];
  /** Who took over, where the body was merged away. */
  successor: BodyRow | undefined;
  inside: Awaited<ReturnType<typeof bodyInside>>;
  newest: readonly PublishedLine[];
  count: number;
}

/** The page of a body or village: what it has published, what it still owes, who answers for it. */
export function BodyView({ body, state, under, successor, inside, newest, count }: BodyProps) {
  const isCounty = body.kind === 'county';
  return (
    <>
      <h1 className="title">{body.name}</h1>
      <ClosedNotice body={body} successor={successor} />
      <div className="columns-2">
        <div className="stack">
          {state}
          <section className="block" aria-labelledby="newest">
            <h2 id="newest">最新公开{count > newest.length ? `（共 ${count} 件）` : ''}</h2>
            {newest.length > 0 ? (
              <DocumentLines lines={newest} isOneBody={!isCounty} />
            ) : (
              <p className="empty">还没有在本站公开文件。</p>
            )}
            {count > newest.length && (
              <a className="more" href={addressWith('/documents', { body: isCounty ? undefined : body.code })}>
                看全部 {count} 件
              </a>
            )}
          </section>
          {under.length > 0 && (
            <section className="block" aria-labelledby="children">
              <h2 id="children">
                {childrenWords[body.kind]}（{under.length} 个）
              </h2>
              <BodyNames bodies={under} />
            </section>
          )}
        </div>
        <div className="stack">
          <section className="block" aria-labelledby="people">
            <h2 id="people">谁负责</h2>
            {inside.leadingGroup.length > 0 ? (
              <>
                <p className="meta">政务公开工作领导小组</p>
                <dl className="facts">
                  {inside.leadingGroup.map(({ id, role, person_name, post }) => (
                    <div key={id}>
                      <dt>{leadingGroupRoles[role]}</dt>
                      <dd>
                        {person_name}
                        {post && <span className="quiet">（{post}）</span>}
                      </dd>
                    </div>
                  ))}
                </dl>
              </>
            ) : (
              <p className="empty">还没有公布政务公开领导小组名单。</p>
            )}
            <a className="more" href={`/b/${body.code}/responsible`}>
              每个事项由谁负责：责任分工表
            </a>
            {inside.sections.length > 0 && (
              <p className="meta">内设科室：{inside.sections.map(({ name }) => name).join('、')}</p>
            )}
          </section>
        </div>
      </div>
    </>
  );
}
