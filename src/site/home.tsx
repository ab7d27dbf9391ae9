import { BodyNames, FindBody } from '../body/public/bodies.tsx';
import type { BodyRow } from '../body/queries.ts';
import { DocumentLines } from '../disclosure/public/lines.tsx';
import type { PublishedLine } from '../disclosure/queries/published.ts';
import { SearchForm } from './layout.tsx';
import type { Frame } from './frame.ts';
import type { ReactNode } from 'react';

interface HomeProps {
  frame: Frame;
  /** Queries that find something on this site today. */
  examples: readonly string[];
  newest: readonly PublishedLine[];
  townships: readonly BodyRow[];
  /** 今日公开情况. */
  today: ReactNode;
  openday: ReactNode;
}

const tasks = [
  { href: '/documents', name: '查文件', about: '政策、规定、通知，按分类和年份查' },
  { href: '/catalogue', name: '看公开目录', about: '政府该公开什么、什么时候、由谁公开' },
  { href: '/bodies#townships', name: '看村务', about: '按乡镇找到自己的村' },
  { href: '/bodies#bureaus', name: '找部门', about: '每个部门公开了什么、还欠什么' },
  { href: '/guide#apply', name: '申请信息', about: '网上没有的，可以申请公开' },
];

const examplesForElders = 2;

/** The home page: search first, then what people come for, then how open the county is today. */
export function HomeView({ frame, examples, newest, townships, today, openday }: HomeProps) {
  return (
    <>
      <section className="hero">
        <SearchForm isLarge />
        {examples.length > 0 && (
          <p className="examples">
            <span>例如：</span>
            {examples.slice(0, frame.isElder ? examplesForElders : undefined).map((words) => (
              <a key={words} href={`/search?q=${encodeURIComponent(words)}`}>
                {words}
              </a>
            ))}
          </p>
        )}
      </section>
      <ul className="tasks">
        {tasks.map(({ href, name, about }) => (
          <li key={href}>
            <a href={href}>
              <strong>{name}</strong>
              {!frame.isElder && <span>{about}</span>}
            </a>
          </li>
        ))}
      </ul>
      <div className="columns-2">
        <div className="stack">
          <section className="block" aria-labelledby="newest">
            <h2 id="newest">最新公开</h2>
            {newest.length > 0 ? (
              <>
                <DocumentLines lines={newest} isBrief={frame.isElder} />
                <a className="more" href="/documents">
                  看全部文件
                </a>
              </>
            ) : (
              <p className="empty">还没有公开任何文件。</p>
            )}
          </section>
          {!frame.isElder && (
            <section className="block" aria-labelledby="my-body">
              <h2 id="my-body">找我的村或机构</h2>
              <FindBody />
              <BodyNames bodies={townships} />
            </section>
          )}
        </div>
        <div className="stack aside">
          {today}
          {openday}
        </div>
      </div>
    </>
  );
}
