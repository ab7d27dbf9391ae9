import { dateWords } from '../../site/date.ts';
import type { PublicItem } from '../queries/items.ts';
import { otherDomain } from '../rules/domains.ts';
import { itemName } from './words.tsx';

/** 公开目录: what must be public, as a tree of first-level items; folded, since there are many. */
export function TreeView({ items: all, domain }: { items: readonly PublicItem[]; domain: string | undefined }) {
  const domains = [...grouped(all, domainOf)];
  const items = domain ? all.filter((item) => domainOf(item) === domain) : all;
  const catalogues = grouped(items, ({ catalogueName }) => catalogueName);
  return (
    <div className="document">
      <h1>公开目录</h1>
      <p className="lead">
        {'政府该公开什么、什么时候、由谁公开，都写在这里，共 '}
        {all.length} 项。每项后面写着最近一次公开是哪天。 <a href="/catalogue/versions">看目录各版的变化</a>
      </p>
      {domains.length > 1 && (
        <form className="filter no-print" action="/catalogue" method="get">
          <div>
            <label htmlFor="domain">领域</label>
            <select id="domain" name="domain" defaultValue={domain ?? ''}>
              <option value="">全部领域</option>
              {domains.map(([name, { length }]) => (
                <option key={name} value={name}>
                  {name}（{length}）
                </option>
              ))}
            </select>
          </div>
          <button type="submit">筛选</button>
        </form>
      )}
      {domain && (
        <p className="meta">
          {domain}领域的 {items.length} 项。<a href="/catalogue">看全部</a>
        </p>
      )}
      {all.length === 0 && <p className="empty">还没有导入公开目录。</p>}
      {all.length > 0 && items.length === 0 && <p className="empty">没有这个领域的事项。</p>}
      {[...catalogues].map(([name, items]) => (
        <section key={name} className="block" aria-label={name}>
          <h2>{name}</h2>
          {[...grouped(items, ({ level1 }) => level1)].map(([level1, items]) => (
            <details key={level1} open={domain !== undefined}>
              <summary>
                {level1}（{items.length} 项）
              </summary>
              <ul className="lines">
                {items.map((item) => (
                  <li key={item.id}>
                    <a href={`/catalogue/${item.id}`}>{itemName(item)}</a>
                    <p className="meta">
                      <span>时限：{item.timeLimit}</span>
                      <span>{item.newestOn ? `最近${dateWords(item.newestOn)}公开` : '还没有公开过'}</span>
                    </p>
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </section>
      ))}
    </div>
  );
}

const domainOf = (item: PublicItem): string => item.domain || otherDomain;

/** Items by a name of theirs, in their order. (Map.groupBy needs Node 21.) */
function grouped(items: readonly PublicItem[], nameOf: (item: PublicItem) => string): Map<string, PublicItem[]> {
  const groups = new Map<string, PublicItem[]>();
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item]);
  return groups;
}
