import type { ReactNode } from 'react';
import { DocumentLines } from '../../disclosure/public/lines.tsx';
import type { PublishedLine } from '../../disclosure/queries/published.ts';

/** What a village published for its own people, for who carries its key. */
export function VillagersView({
  village,
  lines,
}: {
  village: { code: string; name: string };
  lines: readonly PublishedLine[];
}) {
  return (
    <div className="document">
      <h1>只给{village.name}村民看的</h1>
      <p className="lead">您扫过本村的铭牌，能看到这些。其中有各家的情况，请不要转发到网上。</p>
      {lines.length > 0 ? (
        <DocumentLines lines={lines} base={`/b/${village.code}/villagers`} isOneBody />
      ) : (
        <p className="empty">现在没有只给本村村民看的文件。</p>
      )}
      <p className="entry">
        <a href={`/b/${village.code}`}>回到{village.name}的页面</a>
      </p>
    </div>
  );
}

/** For who has no key, or an old one. */
export function KeyNeeded({
  village,
  title,
  children,
}: {
  village: { code: string; name: string };
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="notice">
      <h1>{title}</h1>
      {children}
      <p>
        <a href={`/b/${village.code}`}>看{village.name}向所有人公开的内容</a>
      </p>
    </div>
  );
}
