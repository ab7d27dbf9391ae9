import { Pager } from '../../site/pager.tsx';
import { DocumentLines } from './lines.tsx';
import type { PublishedLine, publishedFacets } from '../queries/published.ts';

interface ListProps {
  lines: readonly PublishedLine[];
  count: number;
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  chosen: { category?: string; body?: string; year?: number };
  bodyName?: string;
  facets: Awaited<ReturnType<typeof publishedFacets>>;
}

/** The list of published documents with its filter: a plain form. */
export function ListView({ lines, count, page, pages, hrefOf, chosen, bodyName, facets }: ListProps) {
  const isNarrowed = Boolean(chosen.category ?? chosen.body ?? chosen.year);
  return (
    <div className="document">
      <h1>{bodyName ? `${bodyName}公开的文件` : '公开的文件'}</h1>
      <p className="lead">
        共 {count} 件{isNarrowed ? '符合条件' : ''}，新公开的在前。
        {isNarrowed && (
          <>
            {' '}
            <a href="/documents">看全部文件</a>
          </>
        )}
      </p>
      <form className="filter no-print" action="/documents" method="get">
        {chosen.body && <input type="hidden" name="body" value={chosen.body} />}
        <div>
          <label htmlFor="category">分类</label>
          <select id="category" name="category" defaultValue={chosen.category ?? ''}>
            <option value="">全部分类</option>
            {facets.categories.map(({ name, count }) => (
              <option key={name} value={name}>
                {name}（{count}）
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor="year">成文年份</label>
          <select id="year" name="year" defaultValue={chosen.year ?? ''}>
            <option value="">全部年份</option>
            {facets.years.map(({ year, count }) => (
              <option key={year} value={year}>
                {year}年（{count}）
              </option>
            ))}
          </select>
        </div>
        <button type="submit">筛选</button>
      </form>
      {lines.length > 0 ? (
        <DocumentLines lines={lines} isOneBody={bodyName !== undefined} />
      ) : (
        <p className="empty">
          {isNarrowed ? '没有符合条件的文件。可以放宽条件，或用上方的搜索框查找。' : '还没有公开任何文件。'}
        </p>
      )}
      <Pager page={page} pages={pages} hrefOf={hrefOf} />
    </div>
  );
}
