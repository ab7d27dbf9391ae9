import { dateWords, weekdayWords } from '../../site/date.ts';
import { WideTable } from '../../site/widetable.tsx';
import type { BodyKind } from '../../body/rules.ts';
import type { Figures } from '../queries/figures.ts';
import type { BodyStanding } from '../queries/standing.ts';

const isEmpty = ({ dueThisYear, pending, unclear, overdue }: Figures) =>
  dueThisYear + pending + unclear + overdue === 0;

/** 今日公开情况 in short: what was due today, what is late. Figures that a reader can open. */
export function TodayPanel({ figures, today }: { figures: Figures; today: string }) {
  return (
    <section className="block" aria-labelledby="today">
      <h2 id="today">今日公开情况</h2>
      <p className="meta">
        {dateWords(today)} {weekdayWords(today)}
      </p>
      {isEmpty(figures) ? (
        <p className="empty">还没有导入公开目录，暂时没有可统计的。</p>
      ) : (
        <>
          <FigureList figures={figures} />
          <a className="more" href="/today">
            看是谁、哪些没公开
          </a>
        </>
      )}
    </section>
  );
}

function FigureList({ figures }: { figures: Figures }) {
  const { dueToday, doneToday, overdue, onTimeThisYear, dueThisYear } = figures;
  return (
    <dl className="figures">
      <div className={overdue > 0 ? 'late' : undefined}>
        <dt>过了期限，还没公开</dt>
        <dd>{overdue} 项</dd>
      </div>
      <div>
        <dt>今天到期{dueToday > 0 ? `，已公开 ${doneToday} 项` : ''}</dt>
        <dd>{dueToday} 项</dd>
      </div>
      <div>
        <dt>今年按期公开，今年到期的共 {dueThisYear} 项</dt>
        <dd>{onTimeThisYear} 项</dd>
      </div>
    </dl>
  );
}

/** The whole of it: the figures, and every body that is late or has something due today, the latest first. */
export function TodayView({
  figures,
  bodies,
  today,
}: {
  figures: Figures;
  bodies: readonly BodyStanding[];
  today: string;
}) {
  const shown = bodies.filter(({ overdue, dueToday }) => overdue + dueToday > 0);
  const ofKind = (...kinds: BodyKind[]) =>
    shown
      .filter(({ kind }) => kinds.some((name) => name === kind))
      .toSorted((a, b) => b.overdue - a.overdue || b.longestLate - a.longestLate);
  const [bureaus, townships, villages] = [ofKind('county', 'bureau'), ofKind('township'), ofKind('village')];
  return (
    <div className="stack">
      <div>
        <h1>今日公开情况</h1>
        <p className="lead">
          {dateWords(today)} {weekdayWords(today)}。由系统按公开目录一项一项算出来，不由人填。
        </p>
        <FigureList figures={figures} />
        <p className="meta">
          另有 {figures.lateThisYear} 项今年公开时已经晚了，{figures.pending} 项没到期，{figures.unclear}
          {' 项的期限要由工作人员确认。'}
          <a href="/inspection">每天夜里巡查出的问题</a>
        </p>
      </div>
      {shown.length === 0 && <p className="empty">今天没有到期的，也没有超期的。</p>}
      {bureaus.length > 0 && (
        <section className="block">
          <h2>部门（{bureaus.length} 家）</h2>
          <StandingTable title="部门" bodies={bureaus} />
        </section>
      )}
      {townships.length > 0 && (
        <section className="block">
          <h2>乡镇（街道）（{townships.length} 家）</h2>
          <StandingTable title="乡镇（街道）" bodies={townships} />
        </section>
      )}
      {villages.length > 0 && (
        <section className="block">
          <h2>村（社区）</h2>
          <details>
            <summary>{villages.length} 个村（社区），逐个看</summary>
            <StandingTable title="村（社区）" bodies={villages} />
          </details>
        </section>
      )}
    </div>
  );
}

function StandingTable({ title, bodies }: { title: string; bodies: readonly BodyStanding[] }) {
  return (
    <WideTable name={`${title}的公开情况`}>
      <thead>
        <tr>
          <th scope="col">名称</th>
          <th scope="col" className="count">
            超期未公开
          </th>
          <th scope="col" className="count">
            最久的超过
          </th>
          <th scope="col" className="count">
            今天到期
          </th>
          <th scope="col" className="count">
            已公开
          </th>
        </tr>
      </thead>
      <tbody>
        {bodies.map(({ code, name, overdue, longestLate, dueToday, done }) => (
          <tr key={code}>
            <th scope="row">
              <a href={`/b/${code}`}>{name}</a>
            </th>
            <td className="count">{overdue > 0 ? <span className="state late">{overdue} 项</span> : '没有'}</td>
            <td className="count">{overdue > 0 ? `${longestLate} 天` : ''}</td>
            <td className="count">{dueToday > 0 ? `${dueToday} 项` : '没有'}</td>
            <td className="count">{done} 项</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
