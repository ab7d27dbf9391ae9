import { leadingGroupRoles, type LeadingGroupRole } from '../../body/rules.ts';
import { dateWords } from '../../site/date.ts';
import { WideTable } from '../../site/widetable.tsx';
import { duties, dutyNames, onceEach, type Assignment } from '../rules/assigning.ts';

interface ResponsibleProps {
  body: { name: string; code: string };
  leadingGroup: readonly { id: string; role: LeadingGroupRole; person_name: string; post: string }[];
  items: readonly (Assignment & { itemId: string; level1: string; level2: string; level3: string })[];
  today: string;
}

/** 责任分工表 of a body for everybody: who is responsible for what; names and offices, no telephone of a person. */
export function ResponsibleView({ body, leadingGroup, items, today }: ResponsibleProps) {
  const all = onceEach(items);
  const categories = [...new Set(all.map(({ level1 }) => level1))];
  return (
    <article className="stack">
      <header>
        <h1>{body.name}责任分工表</h1>
        <p className="lead">每一个公开事项由谁经办、谁审核、谁签发。截至{dateWords(today)}。</p>
      </header>
      {leadingGroup.length > 0 && (
        <section className="block" aria-labelledby="group">
          <h2 id="group">政务公开工作领导小组</h2>
          <dl className="facts">
            {leadingGroup.map(({ id, role, person_name, post }) => (
              <div key={id}>
                <dt>{leadingGroupRoles[role]}</dt>
                <dd>
                  {person_name}
                  {post && <span className="quiet">（{post}）</span>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {items.length === 0 && <p className="empty">公开目录里没有这家机构负责的事项。</p>}
      {categories.map((category, at) => (
        <section key={category} className="block" aria-labelledby={`category-${at}`}>
          <h2 id={`category-${at}`}>{category}</h2>
          <WideTable name={`${category}：谁负责`}>
            <thead>
              <tr>
                <th scope="col">公开事项</th>
                <th scope="col">责任科室</th>
                {dutyNames.map((duty) => (
                  <th key={duty} scope="col">
                    {duties[duty]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {all
                .filter(({ level1 }) => level1 === category)
                .map((item) => (
                  <tr key={item.itemId}>
                    <th scope="row">
                      <a href={`/catalogue/${item.itemId}`}>{[item.level2, item.level3].filter(Boolean).join(' · ')}</a>
                    </th>
                    <td>{item.section || '还没有指定'}</td>
                    {dutyNames.map((duty) => (
                      <td key={duty}>{item[duty].name || '还没有指定'}</td>
                    ))}
                  </tr>
                ))}
            </tbody>
          </WideTable>
        </section>
      ))}
    </article>
  );
}
