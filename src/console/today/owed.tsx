import { useQuery } from '@tanstack/react-query';
import { dateWords } from '../../site/date.ts';
import { api, read } from '../client.ts';
import { LinkButton } from '../linkbutton.tsx';
import { Problem, Waiting } from '../page.tsx';
import { useMay, useSession } from '../session.tsx';
import { Todo } from './todo.tsx';

const shownRows = 8;

const readOwed = (body: string, state: 'overdue' | 'pending') =>
  read(
    api.obligations.$get({
      query: { body, state, sort: state === 'overdue' ? 'late' : 'due', size: String(shownRows) },
    }),
  );
type Owed = Awaited<ReturnType<typeof readOwed>>['rows'][number];

/** The last step of a body's path is its code. */
const codeOf = (path: string) => path.split('/').at(-2) ?? '';

/** What the person's own body owes the public: the longest overdue first, then what falls due next. */
export function OwedToday() {
  const { body_path, body_name } = useSession();
  const code = codeOf(body_path);
  const overdue = useQuery({ queryKey: ['obligations', 'overdue', code], queryFn: () => readOwed(code, 'overdue') });
  const pending = useQuery({ queryKey: ['obligations', 'pending', code], queryFn: () => readOwed(code, 'pending') });
  const failed = [overdue, pending].find(({ isError }) => isError);
  const isRead = overdue.data && pending.data;
  const rows = [...(overdue.data?.rows ?? []), ...(pending.data?.rows ?? [])].slice(0, shownRows);
  return (
    <section className="panel">
      <h2>{body_name}应公开的信息</h2>
      {failed ? <Problem error={failed.error} retry={() => void failed.refetch()} /> : !isRead && <Waiting />}
      {isRead && rows.length === 0 && <p className="empty">现在没有到期要公开的信息。</p>}
      {isRead && rows.length > 0 && (
        <>
          <p>
            还没公开、已超过期限 <b>{overdue.data.total}</b> 件，还没到期 <b>{pending.data.total}</b> 件。
          </p>
          <ul className="todo">
            {rows.map((row) => (
              <OwedLine key={row.id} row={row} asOf={overdue.data.asOf} />
            ))}
          </ul>
          <div className="panel-actions">
            <LinkButton to={`/obligations?body=${code}`}>看全部</LinkButton>
          </div>
        </>
      )}
    </section>
  );
}

function OwedLine({ row, asOf }: { row: Owed; asOf: string }) {
  const mayDraft = useMay('disclosure.draft');
  const { body_id } = useSession();
  const item = row.level2 ? `${row.level1} · ${row.level2}` : row.level1;
  return (
    <Todo
      what={row.event ? `${item}：${row.event}` : item}
      when={dueWords(row, asOf)}
      to={mayDraft ? `/disclosures/new?bodyId=${body_id}&obligationId=${row.id}` : `/obligations/${row.id}`}
      action={mayDraft ? '起草' : '看详情'}
    />
  );
}

function dueWords({ dueOn, daysLate, state }: Owed, asOf: string) {
  if (state === 'overdue') return <strong>还没公开，已超过期限 {daysLate} 天</strong>;
  if (dueOn === asOf) return <span className="due-today">今天到期</span>;
  return dueOn ? `${dateWords(dueOn)}到期` : '期限需人工确认';
}

/** For whoever watches over other bodies: whose publication is late today, the most first. */
export function LateToday() {
  const own = codeOf(useSession().body_path);
  const late = useQuery({
    queryKey: ['obligations', 'late-bodies'],
    queryFn: () => read(api.obligations['late-bodies'].$get()),
  });
  const others = late.data?.filter(({ code }) => code !== own) ?? [];
  if (late.isError) return <Problem error={late.error} retry={() => void late.refetch()} />;
  if (others.length === 0) return null;
  return (
    <section className="panel">
      <h2>今天谁没按时公开</h2>
      <p>
        下面 <b>{others.length}</b> 个机构有到期没公开的信息。
      </p>
      <ul className="todo">
        {others.slice(0, shownRows).map(({ code, name, overdue, longest }) => (
          <Todo
            key={code}
            what={name}
            when={
              <strong>
                还没公开 {overdue} 件，最长的已超过期限 {longest} 天
              </strong>
            }
            to={`/obligations?body=${code}&state=overdue`}
            action="看是哪些"
          />
        ))}
      </ul>
      <div className="panel-actions">
        <LinkButton to="/obligations">看全部</LinkButton>
      </div>
    </section>
  );
}
