import type { ReactNode } from 'react';
import { dateWords, dayWords } from '../../site/date.ts';
import { Fact } from '../../site/fact.tsx';
import type { Hanging, Sheet } from '../queries/sheet.ts';
import { codeWords, shortHash } from '../rules/code.ts';
import type { SheetStatus } from '../rules/sheet.ts';

interface CheckProps {
  sheet: Sheet;
  status: SheetStatus;
  hangings: readonly Hanging[];
  /** Why the version on the paper was corrected. */
  correctionReason: string;
  /** Where the document is read; a villagers' document has its own address. */
  href: string;
}

/** What a paper says is held against what is public now: the one thing a person wants to know comes first. */
export function CheckView({ sheet, status, hangings, correctionReason, href }: CheckProps) {
  const { printed, current } = sheet;
  return (
    <article className="document">
      {verdict({ sheet, status, hangings, correctionReason, href })}
      <section className="block" aria-labelledby="paper">
        <h2 id="paper">纸上的这一份</h2>
        <dl className="facts">
          <Fact name="名称">{printed.title}</Fact>
          <Fact name="公开单位">
            <a href={`/b/${sheet.bodyCode}`}>{sheet.bodyName}</a>
          </Fact>
          <Fact name="索引号">{sheet.indexNumber}</Fact>
          <Fact name="公开日期">{`${dayWords(printed.publishedAt)}，第 ${printed.version} 版`}</Fact>
          <Fact name="内容指纹">
            <span className="hash">{shortHash(printed.contentHash)}</span>
          </Fact>
          <Fact name="短码">{codeWords(sheet.code)}</Fact>
          {hangings.map(({ place, bodyName, postedOn, untilOn, takenDownOn }) => (
            <Fact key={`${bodyName} ${place} ${postedOn}`} name="贴在">
              {bodyName}，{place}：{dateWords(postedOn)}贴出
              {untilOn && `，贴到${dateWords(untilOn)}`}
              {takenDownOn && `，${dateWords(takenDownOn)}撤下`}
            </Fact>
          ))}
        </dl>
        <p className="small quiet">
          内容指纹由标题、日期和正文算出，改一个字就不同。纸上印的和这里一样，纸上的内容就是当时公开的内容。
          {current && current.version !== printed.version && ` 现在的版本指纹是 ${shortHash(current.contentHash)}。`}
        </p>
      </section>
    </article>
  );
}

function verdict({ sheet, status, hangings, correctionReason, href }: CheckProps): ReactNode {
  const { current, withdrawn, printed } = sheet;
  const read = (words: string) => (
    <p>
      <a className="button" href={href}>
        {words}
      </a>
    </p>
  );
  switch (status) {
    case 'current':
      return (
        <header className="document-head">
          <h1>这张公开件是最新的</h1>
          <p className="state done">和网上现在公开的一样，没有改动</p>
          {read('在手机上看全文')}
        </header>
      );
    case 'over':
      return (
        <header className="document-head">
          <h1>内容没有变，但公示期已经满了</h1>
          <p className="lead">{overWords(hangings)}内容仍在网上公开。</p>
          {read('在手机上看全文')}
        </header>
      );
    case 'outdated':
      return (
        <header className="document-head">
          <h1>这张公开件不是最新的</h1>
          <p className="state late">
            {current ? `${dayWords(current.publishedAt)}已经更正，请看新的` : '已经更正，请看新的'}
          </p>
          <p className="lead">
            纸上是{dayWords(printed.publishedAt)}的第 {printed.version} 版。
            {correctionReason && `更正的原因：${correctionReason}`}
          </p>
          {read('看最新的一版')}
        </header>
      );
    case 'withdrawn':
      return (
        <header className="document-head">
          <h1>这份公开件已经撤下，不再有效</h1>
          {withdrawn && (
            <>
              <p className="state late">{dayWords(withdrawn.at)}起不再公开</p>
              <p className="lead">原因：{withdrawn.reason}</p>
            </>
          )}
          <p>
            <a href={`/b/${sheet.bodyCode}`}>看{sheet.bodyName}现在公开的内容</a>
          </p>
        </header>
      );
    default:
      return status satisfies never;
  }
}

function overWords(hangings: readonly Hanging[]): string {
  const last = hangings
    .map(({ untilOn, takenDownOn }) => takenDownOn ?? untilOn ?? '')
    .toSorted()
    .at(-1);
  return last ? `公示到${dateWords(last)}为止，纸可以撤下了。` : '';
}

/** The page for whoever types a code from a paper, also after a mistyped one. */
export function CheckForm({ typed, fault }: { typed: string; fault?: string }) {
  return (
    <div className="document">
      <h1>核对公开件</h1>
      <p className="lead">公开栏上贴的每张公开件都印着一个短码。输进来，就知道它是不是最新的。</p>
      <form className="form" action="/s" method="get">
        <div className="entry">
          <label htmlFor="code">短码（9 位，字母和数字）</label>
          <input
            id="code"
            name="q"
            defaultValue={typed}
            maxLength={20}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={fault ? true : undefined}
            aria-describedby={fault ? 'code-fault' : undefined}
          />
          {fault && (
            <p id="code-fault" className="fault">
              {fault}
            </p>
          )}
        </div>
        <p className="entry">
          <button type="submit">核对</button>
        </p>
      </form>
      <p className="small quiet">短码里没有数字 0、1，也没有字母 I、L、O、U。大写小写都行，中间的横线可以不输。</p>
    </div>
  );
}
