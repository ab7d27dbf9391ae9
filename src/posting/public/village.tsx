import { ClosedNotice } from '../../body/public/closed.tsx';
import type { BodyRow } from '../../body/queries.ts';
import { itemName, periodWords, StateWords } from '../../catalogue/public/words.tsx';
import type { BodyObligation } from '../../catalogue/queries/obligations.ts';
import type { PublishedLine } from '../../disclosure/queries/published.ts';
import { dateWords, dayWords } from '../../site/date.ts';
import type { boardsOf } from '../queries/board.ts';
import type { publicQuestions } from '../queries/question.ts';
import type { committeeOf, PublicPosting } from '../queries/village.ts';
import { quarterOf, quarterWords, splitByQuarter } from '../rules/village.ts';
import { Asking, Boards, PostedWords, Supervision } from './villageparts.tsx';

export interface VillageProps {
  village: BodyRow;
  township: BodyRow | undefined;
  successor: BodyRow | undefined;
  today: string;
  obligations: readonly BodyObligation[];
  /** The public numbers of the disclosures that met them, by id. */
  numbers: ReadonlyMap<string, string>;
  newest: readonly PublishedLine[];
  count: number;
  countForVillagers: number;
  postings: readonly PublicPosting[];
  boards: Awaited<ReturnType<typeof boardsOf>>;
  questions: Awaited<ReturnType<typeof publicQuestions>>;
  committee: Awaited<ReturnType<typeof committeeOf>>;
  isElder: boolean;
}

/** A village's page: what it must publish now and whether it did, what hangs where, how to ask, who supervises. */
export function VillageView(props: VillageProps) {
  const { village, township, newest, count, countForVillagers, postings } = props;
  return (
    <>
      <h1 className="title">{village.name}村务公开</h1>
      <ClosedNotice body={village} successor={props.successor} />
      <div className="columns-2">
        <div className="stack">
          <Owed {...props} />
          <section className="block" aria-labelledby="newest">
            <h2 id="newest">最新公开{count > newest.length ? `（共 ${count} 件）` : ''}</h2>
            {newest.length === 0 ? (
              <p className="empty">还没有在本站公开过。</p>
            ) : (
              <ul className="lines">
                {newest.map((line) => (
                  <li key={line.number}>
                    <a href={`/d/${line.number}`}>{line.title}</a>
                    <p className="meta">
                      <time dateTime={line.firstPublishedAt.toISOString()}>{dayWords(line.firstPublishedAt)}公开</time>
                      {line.lastPublishedAt > line.firstPublishedAt && (
                        <span>{dayWords(line.lastPublishedAt)}更正过</span>
                      )}
                    </p>
                    <PostedWords postings={postings.filter(({ disclosureId }) => disclosureId === line.id)} />
                  </li>
                ))}
              </ul>
            )}
            {count > newest.length && (
              <a className="more" href={`/documents?body=${village.code}`}>
                看全部 {count} 件
              </a>
            )}
            {countForVillagers > 0 && (
              <a className="more" href={`/b/${village.code}/villagers`}>
                只给本村村民看的 {countForVillagers} 件
              </a>
            )}
          </section>
          <Earlier {...props} />
          <Boards boards={props.boards} postings={postings} />
        </div>
        <div className="stack aside">
          <Asking village={village} questions={props.questions} />
          <Supervision committee={props.committee} township={township} />
        </div>
      </div>
    </>
  );
}

const shownAtOnce = 6;

/** This quarter in plain words: what was due, what is late, what is still to come. */
function Owed({ obligations, numbers, today }: VillageProps) {
  const { late, now, done, later } = splitByQuarter(obligations, today);
  const open = [...late, ...now];
  const rows = (of: readonly BodyObligation[]) => <Rows {...{ of, numbers, today }} />;
  return (
    <section className="block" aria-labelledby="owed">
      <h2 id="owed">{quarterWords(quarterOf(today))}该公开的</h2>
      {obligations.length === 0 ? (
        <p className="empty">乡镇还没有给这个村列出要公开的事项。</p>
      ) : (
        <>
          <p className="lead">{summary({ late: late.length, now: now.length, done: done.length })}</p>
          {open.length > 0 && rows(open.slice(0, shownAtOnce))}
          {open.length > shownAtOnce && (
            <details>
              <summary>还有 {open.length - shownAtOnce} 项没公开</summary>
              {rows(open.slice(shownAtOnce))}
            </details>
          )}
          {done.length > 0 && (
            <>
              {open.length > 0 && <h3>已经公开的</h3>}
              {rows(done)}
            </>
          )}
          {later.length > 0 && (
            <details>
              <summary>以后要公开的 {later.length} 项</summary>
              {rows(later)}
            </details>
          )}
        </>
      )}
    </section>
  );
}

function summary({ late, now, done }: { late: number; now: number; done: number }): string {
  if (late + now + done === 0) return '这个季度没有到期的事项。';
  const parts = [done > 0 ? `${done} 项已公开` : '一项也没有公开'];
  if (now > 0) parts.push(`${now} 项还没到期限`);
  parts.push(late > 0 ? `${late} 项过了期限还没公开` : '没有超期的');
  return `${parts.join('，')}。`;
}

/** Earlier quarters, newest first, each to be unfolded. */
function Earlier({ obligations, numbers, today }: VillageProps) {
  const { earlier } = splitByQuarter(obligations, today);
  if (earlier.length === 0) return null;
  return (
    <section className="block" aria-labelledby="earlier">
      <h2 id="earlier">以前各期</h2>
      {earlier.map(({ quarter, met }) => (
        <details key={quarter}>
          <summary>
            {quarterWords(quarter)}，{met.length} 项
          </summary>
          <Rows of={met} numbers={numbers} today={today} />
        </details>
      ))}
    </section>
  );
}

function Rows({ of, numbers, today }: Pick<VillageProps, 'numbers' | 'today'> & { of: readonly BodyObligation[] }) {
  return (
    <ul className="lines">
      {of.map((one) => {
        const number = one.metBy === null ? undefined : numbers.get(one.metBy);
        const period = periodWords(one);
        return (
          <li key={one.id}>
            <a href={number ? `/d/${number}` : `/catalogue/${one.itemId}`}>
              {itemName(one)}
              {period && `（${period}）`}
            </a>
            <p>
              <StateWords of={one} today={today} />
              {one.state === 'onTime' && one.dueOn && <span className="quiet">　期限{dateWords(one.dueOn)}</span>}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
