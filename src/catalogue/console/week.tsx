import './board.css';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { dateWords, weekdayWords } from '../../site/date.ts';
import { BoardTabs } from './boardtabs.tsx';
import { LateBodies } from './latebodies.tsx';

const spans = [
  { value: '1', label: '今天' },
  { value: '7', label: '七天' },
  { value: '31', label: '一个月' },
];

const readWeek = (days: string) => read(api.overviews.week.$get({ query: { days } }));
type Line = Awaited<ReturnType<typeof readWeek>>['rows'][number];

/** 今天和本周: day by day what falls due, and who has not published yet. */
export function Week() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const days = params.get('days') ?? '7';
  const week = useQuery({ queryKey: ['obligations', 'week', days], queryFn: () => readWeek(days) });
  const ofDay = new Map<string, Line[]>();
  for (const line of week.data?.rows ?? []) ofDay.set(line.dueOn, [...(ofDay.get(line.dueOn) ?? []), line]);
  return (
    <Page title="今天和本周到期的" lead="按到期那天排。已公开的也算在“应公开”里。">
      <BoardTabs />
      <section className="panel">
        <div className="filters">
          <Segmented
            aria-label="看几天"
            value={days}
            options={spans}
            onChange={(value) => setParams({ days: value }, { replace: true })}
          />
        </div>
        {week.isError && <Problem error={week.error} retry={() => void week.refetch()} />}
        {week.isPending && <Waiting />}
        {week.data && ofDay.size === 0 && <p className="empty">这几天没有到期的事项。</p>}
        {[...ofDay].map(([day, lines]) => (
          <section key={day} className="due-day">
            <h2 className={day === week.data?.asOf ? 'due-today' : undefined}>
              {day === week.data?.asOf ? '今天，' : ''}
              {dateWords(day)} {weekdayWords(day)}
            </h2>
            <ul className="due-lines">
              {lines.map((line) => (
                <li key={line.itemId}>
                  <Link
                    to={`/obligations?q=${encodeURIComponent(line.level2)}&state=${line.open > 0 ? 'pending' : ''}&sort=due`}
                  >
                    {line.level1} · {line.level2}
                  </Link>
                  ：{line.bodies} 个机构应公开，
                  {line.open === 0 ? (
                    '● 都公开了'
                  ) : (
                    <>
                      <b>○ {line.open} 个还没公开</b>
                      <span className="quiet">
                        （{line.names.join('、')}
                        {line.open > line.names.length ? '等' : ''}）
                      </span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </section>
      <LateBodies onChoose={(body) => void navigate(`/obligations?body=${body}&state=overdue`)} />
    </Page>
  );
}
