import type { ReactNode } from 'react';
import { dateWords, dayWords, instantWords } from '../../site/date.ts';
import { addressWith } from '../../site/pager.tsx';
import { validityNames, withdrawalNames } from '../rules.ts';
import type { PublicDocument, PublicVersion, Tombstone } from '../queries/published.ts';

/** One published document: what it is, its text, why it is public, and what proves it. */
export function DocumentView({
  found,
  html,
  why,
  isElder,
}: {
  found: PublicDocument;
  /** Clean HTML. */
  html: string;
  /** 为什么公开: the obligations it meets. */
  why: ReactNode;
  isElder: boolean;
}) {
  const facts = <Facts found={found} />;
  return (
    <article className="columns-2">
      <div>
        <header className="document-head">
          <h1>{found.title}</h1>
          <p className="meta">
            <a href={`/b/${found.bodyCode}`}>{found.bodyName}</a>
            <time dateTime={found.firstPublishedAt.toISOString()}>{dayWords(found.firstPublishedAt)}公开</time>
            {found.validity !== 'valid' && <strong>已{validityNames[found.validity]}，请勿据此办事</strong>}
          </p>
        </header>
        {!isElder && facts}
        <div className="paper" dangerouslySetInnerHTML={{ __html: scrollingTables(html) }} />
        {isElder && facts}
      </div>
      <div className="stack aside">
        {why}
        <Proof versions={found.versions} />
        <p className="meta no-print">要打印：用浏览器菜单里的“打印”，本页按 A4 纸排好了。</p>
      </div>
    </article>
  );
}

/** Wide tables scroll inside themselves and can be reached by keyboard; the text around them stays. */
function scrollingTables(html: string): string {
  return html
    .replaceAll('<table', '<div class="scroll" role="region" aria-label="表格" tabindex="0"><table')
    .replaceAll('</table>', '</table></div>');
}

/** The metadata that the index of public information asks for (国令第711号第十二条). */
function Facts({ found }: { found: PublicDocument }) {
  return (
    <dl className="facts pairs">
      <Fact name="索引号">{found.indexNumber}</Fact>
      <Fact name="发布机构">
        <a href={`/b/${found.bodyCode}`}>{found.bodyName}</a>
      </Fact>
      <Fact name="成文日期">{found.issuedOn ? dateWords(found.issuedOn) : '没有写明'}</Fact>
      <Fact name="发布日期">{dayWords(found.firstPublishedAt)}</Fact>
      <Fact name="文号">{found.documentNumber || '没有文号'}</Fact>
      <Fact name="有效性">{validityNames[found.validity]}</Fact>
      <Fact name="分类">
        <a href={addressWith('/documents', { category: found.category })}>{found.category}</a>
      </Fact>
      <Fact name="查询编号">{found.number}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Proof({ versions }: { versions: readonly PublicVersion[] }) {
  const [shown] = versions;
  return (
    <details className="block proof">
      <summary>版本与证明（{versions.length > 1 ? `更正过 ${versions.length - 1} 次` : '从未改动'}）</summary>
      <ol className="versions">
        {versions.map(({ version, publishedAt, contentHash, correctionReason }) => (
          <li key={version}>
            <p>
              <strong>
                第 {version} 版{version === shown?.version ? '（现在看到的）' : ''}
              </strong>{' '}
              {instantWords(publishedAt)} 公开
            </p>
            {correctionReason && <p>更正原因：{correctionReason}</p>}
            <p className="quiet">
              内容校验值（SHA-256）：<span className="hash">{contentHash}</span>
            </p>
          </li>
        ))}
      </ol>
      <p className="small quiet">
        公开时间由系统在公开的那一刻记下，谁也改不了。校验值由标题、文号、成文日期、有效性和正文算出：内容改一个字，校验值就不同。
      </p>
    </details>
  );
}

/** What is left of a withdrawn document: what it was, when it went, why. */
export function TombstoneView({ stone }: { stone: Tombstone }) {
  return (
    <article className="document">
      <header className="document-head">
        <h1>这条信息已不再公开</h1>
        <p className="lead">
          {stone.bodyName}在{dayWords(stone.withdrawnAt)}撤回了它，正文不再提供。
        </p>
      </header>
      <dl className="facts">
        <Fact name="名称">{stone.title}</Fact>
        <Fact name="发布机构">{stone.bodyName}</Fact>
        <Fact name="索引号">{stone.indexNumber}</Fact>
        <Fact name="公开时间">{instantWords(stone.firstPublishedAt)}</Fact>
        <Fact name="撤回时间">{instantWords(stone.withdrawnAt)}</Fact>
        <Fact name="撤回原因">{[withdrawalNames[stone.kind], stone.reason].filter(Boolean).join('：')}</Fact>
      </dl>
      <p className="lead">
        需要了解详情，可以向{stone.bodyName}询问，并报上索引号。
        <a href={`/b/${stone.bodyCode}`}>看这家机构公开的其他信息</a>
      </p>
    </article>
  );
}
