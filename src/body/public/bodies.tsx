import { bodyKinds, type BodyKind } from '../rules.ts';
import type { BodyRow } from '../queries.ts';

/** Links to bodies, by name. */
export function BodyNames({ bodies }: { bodies: readonly Pick<BodyRow, 'code' | 'name'>[] }) {
  return (
    <ul className="names">
      {bodies.map(({ code, name }) => (
        <li key={code}>
          <a href={`/b/${code}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

/** A plain form that finds a body or village by part of its name. */
export function FindBody({ words }: { words?: string }) {
  return (
    <form className="find no-print" action="/bodies" method="get">
      <label htmlFor="body-words">机构、乡镇或村的名字</label>
      <div className="field">
        <input id="body-words" name="q" defaultValue={words} maxLength={40} autoComplete="off" />
        <button type="submit">查找</button>
      </div>
    </form>
  );
}

/** All bodies of the county: bureaus, townships, and each township's villages. */
export function BodiesView({ bodies, words }: { bodies: readonly BodyRow[]; words: string }) {
  const ofKind = (kind: BodyKind) => bodies.filter((body) => body.kind === kind);
  const found = words ? bodies.filter(({ name }) => name.includes(words)) : [];
  const nameOf = new Map(bodies.map(({ id, name }) => [id, name]));
  return (
    <div className="stack">
      <div>
        <h1>机构和村</h1>
        <p className="lead">
          {ofKind('bureau').length} 个部门、{ofKind('township').length} 个乡镇（街道）、{ofKind('village').length}
          {' 个村（社区），每家该公开什么、公开了没有，都在它自己的页面上。'}
        </p>
        <FindBody words={words} />
        {ofKind('county').map(({ code, name }) => (
          <a key={code} className="more" href={`/b/${code}`}>
            看{name}整体的公开情况
          </a>
        ))}
      </div>
      {words && (
        <section className="block" aria-labelledby="found">
          <h2 id="found">
            名字里有“{words}”的 {found.length} 家
          </h2>
          {found.length > 0 ? (
            <ul className="lines">
              {found.map(({ code, name, kind, parent_id }) => (
                <li key={code}>
                  <a href={`/b/${code}`}>{name}</a>
                  <p className="meta">{kind === 'village' ? nameOf.get(parent_id ?? '') : bodyKinds[kind]}</p>
                </li>
              ))}
            </ul>
          ) : (
            <p className="empty">没有找到。可以少写几个字，比如只写村名的前两个字；或者在下面按乡镇查找。</p>
          )}
        </section>
      )}
      <section className="block" aria-labelledby="townships">
        <h2 id="townships">乡镇（街道）和村</h2>
        <BodyNames bodies={ofKind('township')} />
      </section>
      <section className="block" aria-labelledby="bureaus">
        <h2 id="bureaus">部门</h2>
        <BodyNames bodies={ofKind('bureau')} />
      </section>
    </div>
  );
}
