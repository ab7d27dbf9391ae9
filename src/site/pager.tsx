/** The page number asked for: 1 where it is missing or not a number. */
export function pageAsked(text: string | undefined): number {
  const page = Number(text ?? 1);
  return Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}

/** How many pages hold `count` lines; an empty list has one. */
export const pagesOf = (count: number, linesAPage: number): number => Math.max(1, Math.ceil(count / linesAPage));

/** `/documents?category=…&page=2`: an address with the values that are not empty. */
export function addressWith(path: string, values: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '' && !(name === 'page' && value === 1)) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

/** Links to the pages before and after; nothing where there is one page only. */
export function Pager({ page, pages, hrefOf }: { page: number; pages: number; hrefOf: (page: number) => string }) {
  if (pages <= 1) return null;
  return (
    <nav className="pages" aria-label="翻页">
      {page > 1 && (
        <a href={hrefOf(page - 1)} rel="prev">
          上一页
        </a>
      )}
      <span>
        第 {page} 页，共 {pages} 页
      </span>
      {page < pages && (
        <a href={hrefOf(page + 1)} rel="next">
          下一页
        </a>
      )}
      {page < pages - 1 && <a href={hrefOf(pages)}>最后一页</a>}
    </nav>
  );
}
