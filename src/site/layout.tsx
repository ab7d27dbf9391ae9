import type { ReactNode } from 'react';
import type { Settings } from '../platform/settings.ts';

export interface LayoutProps {
  settings: Settings;
  title: string;
  children: ReactNode;
  /** The page loads itself again after so long. */
  refreshSeconds?: number;
}

/** The frame of every public page. */
export function Layout({ settings, title, children, refreshSeconds }: LayoutProps) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {refreshSeconds && <meta httpEquiv="refresh" content={String(refreshSeconds)} />}
        <title>{title}</title>
        <link rel="stylesheet" href="/site.css" />
      </head>
      <body>
        {settings.mode === 'sample' && <p>示例站点</p>}
        <main>{children}</main>
      </body>
    </html>
  );
}
