import type { ReactNode } from 'react';
import { favicon, styleSheet } from './assets.ts';
import { siteName, type Frame } from './frame.ts';
import { SunMark } from './mark.tsx';

/** What the head of a page says about it. */
export interface PageHead {
  /** The page's own name; the site's name follows it in the window's title. */
  title: string;
  /** One sentence for search engines. */
  description?: string;
  /** The column (栏目) it stands in. */
  column?: string;
  /** Meta tags of an article (政府网站发展指引, 国办发〔2017〕47号): ArticleTitle, PubDate, ContentSource. */
  article?: Record<string, string>;
  /** Path of the page's one true address, without the query that does not matter. */
  canonical?: string;
  /** The way here: the pages above this one. */
  trail?: readonly { name: string; href: string }[];
  /** What stands in the search box. */
  words?: string;
  /** The home page has its own large search box. */
  isHome?: boolean;
  /** Search engines stay away from lists of results and what was withdrawn. */
  isUnlisted?: boolean;
  /** The page loads itself again after so long. */
  refreshSeconds?: number;
}

const columns = [
  { href: '/documents', name: '查文件' },
  { href: '/catalogue', name: '公开目录' },
  { href: '/bodies', name: '机构和村' },
  { href: '/openday', name: '政务公开日' },
  { href: '/guide', name: '公开指南' },
];

/** The frame of every public page: plain HTML, one style sheet, no script. */
export function Layout({ frame, children, ...head }: PageHead & { frame: Frame; children: ReactNode }) {
  return (
    <html lang="zh-CN" className={frame.isElder ? 'elder' : undefined}>
      <Head frame={frame} {...head} />
      <body>
        <a className="skip" href="#main">
          跳到正文
        </a>
        <Masthead frame={frame} {...head} />
        {head.trail && (
          <nav className="trail wide" aria-label="当前位置">
            <ol>
              {[{ name: '首页', href: '/' }, ...head.trail].map(({ name, href }) => (
                <li key={href}>
                  <a href={href}>{name}</a>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <main id="main" className="wide" tabIndex={-1}>
          {children}
        </main>
        <Foot frame={frame} />
      </body>
    </html>
  );
}

function Head({ frame, ...head }: PageHead & { frame: Frame }) {
  const { settings, url } = frame;
  const name = siteName(frame);
  const address = settings.publicUrl + (head.canonical ?? url.replace(/\?.*/, ''));
  const tags: Record<string, string | undefined> = {
    SiteName: name,
    SiteDomain: new URL(settings.publicUrl).host,
    ColumnName: head.column,
    ...head.article,
    Url: address,
    description: head.description,
    robots: head.isUnlisted ? 'noindex' : undefined,
    'color-scheme': 'light dark',
    'format-detection': 'telephone=no',
  };
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      {head.refreshSeconds && <meta httpEquiv="refresh" content={String(head.refreshSeconds)} />}
      <title>{head.isHome ? name : `${head.title}_${name}`}</title>
      {Object.entries(tags).map(([tag, content]) => content && <meta key={tag} name={tag} content={content} />)}
      <link rel="canonical" href={address} />
      <link rel="icon" href={favicon} type="image/svg+xml" />
      <link rel="alternate" href="/feed.xml" type="application/atom+xml" title="最新公开的文件" />
      <link rel="stylesheet" href={styleSheet} />
    </head>
  );
}

function Masthead({ frame, ...head }: PageHead & { frame: Frame }) {
  const path = frame.url.replace(/\?.*/, '');
  return (
    <header className="masthead">
      {frame.settings.mode === 'sample' && (
        <div className="sample">
          <p className="wide">
            <strong>示例站点</strong>
            <span>用来试用和演示，不代表任何机关。</span>
          </p>
        </div>
      )}
      <div className="wide bar">
        <a className="brand" href="/">
          <SunMark />
          <span>{siteName(frame)}</span>
        </a>
        <a className="elder-switch" href={elderHref(frame)} rel="nofollow">
          {frame.isElder ? '标准版' : '长辈版'}
        </a>
        {!head.isHome && <SearchForm words={head.words} />}
      </div>
      {!(frame.isElder && head.isHome) && (
        <nav className="columns" aria-label="栏目">
          <ul className="wide">
            {columns.map(({ href, name }) => (
              <li key={href}>
                <a href={href} aria-current={path === href ? 'page' : path.startsWith(`${href}/`) ? 'true' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

/** The search box: a plain form, so that it works in any browser. On the home page its question is the page's heading. */
export function SearchForm({ words, isLarge = false }: { words?: string; isLarge?: boolean }) {
  const id = isLarge ? 'search-large' : 'search-words';
  const label = <label htmlFor={id}>您想查什么？</label>;
  return (
    <search className={isLarge ? 'search large' : 'search'}>
      <form action="/search" method="get">
        {isLarge ? <h1>{label}</h1> : <div className="unseen">{label}</div>}
        <div className="field">
          <input id={id} type="search" name="q" defaultValue={words} maxLength={100} autoComplete="off" />
          <button type="submit">搜索</button>
        </div>
      </form>
    </search>
  );
}

const elderHref = ({ isElder, url }: Frame) => `/elder?on=${isElder ? 0 : 1}&back=${encodeURIComponent(url)}`;

function Foot({ frame }: { frame: Frame }) {
  const links = [
    { href: '/help', name: '使用帮助' },
    ...(frame.isElder ? [] : [{ href: '/feed.xml', name: '订阅更新' }]),
    { href: elderHref(frame), name: frame.isElder ? '换成标准版' : '换成长辈版' },
  ];
  return (
    <footer className="foot">
      <div className="wide">
        <ul>
          {links.map(({ href, name }) => (
            <li key={href}>
              <a href={href} rel={href.startsWith('/elder') ? 'nofollow' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
        {frame.hostName && <p>主办：{frame.hostName}</p>}
        {frame.settings.mode === 'sample' && <p>示例站点没有网站标识码和备案号，也不受理真实的申请和来信。</p>}
      </div>
    </footer>
  );
}
