import type { BodyRow } from '../../body/queries.ts';
import { dateWords } from '../../site/date.ts';
import type { boardsOf } from '../queries/board.ts';
import type { publicQuestions } from '../queries/question.ts';
import type { committeeOf, PublicPosting } from '../queries/village.ts';
import { boardKinds, postingStates } from '../rules/posting.ts';
import { answerWithinDays } from '../rules/question.ts';

/** Where a document hangs on paper: place and days, and the photo where somebody released it. */
export function PostedWords({ postings }: { postings: readonly PublicPosting[] }) {
  const hanging = postings.filter(({ takenDownOn }) => takenDownOn === null);
  if (hanging.length === 0) {
    const [last] = postings;
    return last?.takenDownOn ? (
      <p className="small quiet">
        曾贴在{last.place}，{dateWords(last.takenDownOn)}撤下
      </p>
    ) : null;
  }
  return hanging.map(({ boardId, place, postedOn, untilOn, state, photoId }) => (
    <p key={boardId} className="small">
      <span className={state === 'up' ? 'state done' : 'state late'}>
        {state === 'up' ? '贴在' : `${postingStates[state]}：`}
        {place}
      </span>{' '}
      <span className="quiet">
        {dateWords(postedOn)}贴出{untilOn && `，贴到${dateWords(untilOn)}`}
      </span>
      {photoId && (
        <>
          {' '}
          <a href={`/posting-photo/${photoId}`}>看照片</a>
        </>
      )}
    </p>
  ));
}

/** The boards of the village and what hangs on each now. */
export function Boards({
  boards,
  postings,
}: {
  boards: Awaited<ReturnType<typeof boardsOf>>;
  postings: readonly PublicPosting[];
}) {
  if (boards.length === 0) return null;
  return (
    <section className="block" aria-labelledby="boards">
      <h2 id="boards">村里的公开栏</h2>
      <ul className="lines">
        {boards.map(({ id, place, kind }) => {
          const hanging = postings.filter(({ boardId, takenDownOn }) => boardId === id && takenDownOn === null);
          return (
            <li key={id}>
              <h3>
                {place}（{boardKinds[kind]}）
              </h3>
              {hanging.length === 0 ? (
                <p className="meta">现在没有登记贴着什么</p>
              ) : (
                <ul className="plain">
                  {hanging.map(({ number, title, postedOn, state }) => (
                    <li key={number}>
                      <a href={`/d/${number}`}>{title}</a>
                      <p className="small quiet">{dateWords(postedOn)}贴出</p>
                      {state !== 'up' && <p className="state late small">{postingStates[state]}</p>}
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** How to ask, how well the village answers, and what it answered that may be read by all. */
export function Asking({
  village,
  questions,
}: {
  village: BodyRow;
  questions: Awaited<ReturnType<typeof publicQuestions>>;
}) {
  const { figures, released } = questions;
  return (
    <section className="block" aria-labelledby="ask">
      <h2 id="ask">有疑问，问村里</h2>
      <p>公开的内容看不明白、觉得不对，都可以问。村里 {answerWithinDays} 天内答复，或者重新公布。</p>
      <p className="entry">
        <a className="button" href={`/b/${village.code}/ask`}>
          我要提问
        </a>
      </p>
      <p>
        <a className="more" href="/question">
          查我的问题有没有答复
        </a>
      </p>
      {figures.asked > 0 && (
        <p className="small">
          一共收到 {figures.asked} 个问题：{figures.inTime} 个按期答复，{figures.late} 个晚了才答复
          {figures.overdue > 0 && <strong>，{figures.overdue} 个超过期限还没答复</strong>}。
        </p>
      )}
      {released.length > 0 && (
        <ul className="lines">
          {released.map(({ number, question, answer, answeredOn }) => (
            <li key={number}>
              <p>
                <strong>问：</strong>
                {question}
              </p>
              <p>
                <strong>答：</strong>
                {answer}
              </p>
              <p className="meta">{dateWords(answeredOn)}答复</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Who watches the village's affairs, and where to go when the village does not publish or tells what is not so. */
export function Supervision({
  committee,
  township,
}: {
  committee: Awaited<ReturnType<typeof committeeOf>>;
  township: BodyRow | undefined;
}) {
  return (
    <section className="block" aria-labelledby="supervision">
      <h2 id="supervision">谁监督</h2>
      <p>村务监督委员会管民主理财，也管村务公开得全不全、真不真。</p>
      {committee.length > 0 ? (
        <dl className="facts">
          {committee.map(({ id, name, isHead }) => (
            <div key={id}>
              <dt>{isHead ? '主任' : '委员'}</dt>
              <dd>{name}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="empty">还没有录入村务监督委员会的名单。</p>
      )}
      {township && (
        <p>
          村里不及时公开、公开得不真实，可以向<a href={`/b/${township.code}`}>{township.name}</a>
          反映，由它查实后责令公布（村民委员会组织法第三十一条）。
        </p>
      )}
    </section>
  );
}
