import type { ReactNode } from 'react';
import { sheetStyle } from '../../site/assets.ts';

/** A page that is made to be printed: nothing of the site around it. `note` is for the screen only. */
export function Paper({
  title,
  kind,
  note,
  children,
}: {
  title: string;
  /** Classes of the body: paper size and direction. */
  kind: string;
  note: ReactNode;
  children: ReactNode;
}) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href={sheetStyle} />
      </head>
      <body className={kind}>
        <aside className="screen" aria-label="怎么打印">
          {note}
        </aside>
        <main>{children}</main>
      </body>
    </html>
  );
}
