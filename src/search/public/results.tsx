import { dateWords } from '../../site/date.ts';
import { addressWith, Pager } from '../../site/pager.tsx';
import type { SearchResult } from '../queries.ts';
import type { Part } from '../rules.ts';

/** What a search found, with the words marked; or what to try next. */
export function ResultsView({
  words,
  page,
  pages,
  result,
}: {
  words: string;
  page: number;
  pages: number;
  result: SearchResult;
}) {
  if (!words) return <NothingAsked />;
  if (result.total === 0) return <NothingFound words={words} />;
  return (
    <div className="document">
      <h1>搜索“{words}”</h1>
      <p className="lead">
        {result.isTotalCapped
          ? `找到至少 ${result.total} 条，先列出标题里有这些字的和较新的。`
          : `找到 ${result.total} 条。`}
      </p>
      <ol className="lines results" start={1}>
        {result.hits.map(({ title, snippet, url, publishedOn, bodyName }) => (
          <li key={url}>
            <a href={url}>
              <Marked parts={title} />
            </a>
            <p className="snippet">
              <Marked parts={snippet} />
            </p>
            <p className="meta">
              <time dateTime={publishedOn}>{dateWords(publishedOn)}公开</time>
              <span>{bodyName}</span>
            </p>
          </li>
        ))}
      </ol>
      {result.hits.length === 0 && (
        <p className="empty">
          后面没有了。<a href={addressWith('/search', { q: words })}>回到第一页</a>
        </p>
      )}
      <Pager page={page} pages={pages} hrefOf={(page) => addressWith('/search', { q: words, page })} />
    </div>
  );
}

const Marked = ({ parts }: { parts: readonly Part[] }) =>
  parts.map(({ text, isMatch }, at) => (isMatch ? <mark key={at}>{text}</mark> : text));

function NothingAsked() {
  return (
    <div className="prose">
      <h1>搜索</h1>
      <p>在上面的框里写您想查的事，比如“住房公积金”。写词就行，不用写整句话；也可以写文号里的数字。</p>
    </div>
  );
}

function NothingFound({ words }: { words: string }) {
  return (
    <div className="prose">
      <h1>没有找到“{words}”</h1>
      <p>可以这样再试：</p>
      <ul>
        <li>换一种说法，比如把“低保”写成“最低生活保障”；</li>
        <li>少写几个字，只留最要紧的词；</li>
        <li>
          按<a href="/documents">文件分类</a>、<a href="/catalogue">公开目录</a>或<a href="/bodies">机构和村</a>去找。
        </li>
      </ul>
      <p>
        还是没有？可能还没公开。您可以<a href="/guide#apply">申请公开</a>。
      </p>
    </div>
  );
}
