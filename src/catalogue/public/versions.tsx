import { addDays } from '../../workday/rules.ts';
import { dateWords } from '../../site/date.ts';
import { differenceInWords, type Difference, type NamedItem } from '../rules/difference.ts';
import type { VersionLine } from '../queries/versions.ts';

/** From when until when a version holds, in words. */
function validity({ effectiveOn, nextOn }: VersionLine): string {
  if (nextOn === null) return `${dateWords(effectiveOn)}起`;
  if (nextOn <= effectiveOn) return `${dateWords(effectiveOn)}当天就有了新的一版`;
  return `${dateWords(effectiveOn)}到${dateWords(addDays(nextOn, -1))}`;
}

const isCurrent = ({ effectiveOn, nextOn }: VersionLine, today: string): boolean =>
  effectiveOn <= today && (nextOn === null || nextOn > today);

/** Every version of every catalogue: which holds now, and since when. */
export function VersionsView({ versions, today }: { versions: readonly VersionLine[]; today: string }) {
  return (
    <div className="document">
      <h1>公开目录的各版</h1>
      <p className="lead">目录改过几次、什么时候改的、改了什么，都留在这里。</p>
      {versions.length === 0 && <p className="empty">还没有导入公开目录。</p>}
      <ul className="lines">
        {versions.map((version) => (
          <li key={version.id}>
            <a href={`/catalogue/versions/${version.id}`}>
              {version.name}第 {version.version} 版
            </a>
            <p className="meta">
              <span>{validity(version)}</span>
              <span>{version.items} 项</span>
              {isCurrent(version, today) && <span className="state done">现行</span>}
              {version.effectiveOn > today && <span className="state">还没到施行的日子</span>}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ChangesProps {
  version: VersionLine;
  previous: VersionLine | undefined;
  changes: Difference;
}

/** What a version changed, cell by cell. */
export function ChangesView({ version, previous, changes }: ChangesProps) {
  return (
    <div className="document stack">
      <div>
        <h1>
          {version.name}第 {version.version} 版
        </h1>
        <p className="meta">{validity(version)}</p>
        <p className="lead">
          {previous
            ? `比第 ${previous.version} 版：${differenceInWords(changes)}`
            : `这是第一版，共 ${version.items} 项。`}
        </p>
      </div>
      {previous && (
        <>
          <Whole title="取消的" items={changes.dropped} />
          <Whole title="新增的" items={changes.added} />
          {changes.changed.length > 0 && (
            <section className="block" aria-labelledby="changed">
              <h2 id="changed">改动的（{changes.changed.length} 项）</h2>
              <ul className="lines">
                {changes.changed.map(({ key, item, cells }) => (
                  <li key={key}>
                    <p>{item}</p>
                    {cells.map(({ field, before, after }) => (
                      <p key={field} className="meta">
                        {field}：<del>{before || '（空）'}</del> → <ins>{after || '（空）'}</ins>
                      </p>
                    ))}
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </div>
  );
}

function Whole({ title, items }: { title: string; items: readonly NamedItem[] }) {
  if (items.length === 0) return null;
  return (
    <section className="block" aria-label={title}>
      <h2>
        {title}（{items.length} 项）
      </h2>
      <ul className="lines">
        {items.map(({ key, item, timeLimit, responsible }) => (
          <li key={key}>
            <p>{item}</p>
            <p className="meta">
              <span>时限：{timeLimit || '没有写'}</span>
              <span>{responsible}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
