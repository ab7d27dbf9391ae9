import { useQuery } from '@tanstack/react-query';
import { api, read } from '../client.ts';
import { LinkButton } from '../linkbutton.tsx';
import { Problem, Waiting } from '../page.tsx';
import { useMay } from '../session.tsx';
import { Todo } from './todo.tsx';

const shownRows = 8;

const readOwed = (state: 'overdue' | 'pending') =>
  read(
    api.obligations.$get({
      query: { state, sort: state === 'overdue' ? 'late' : 'due', size: String(shownRows) },
    }),
  );
type Owed = Awaited<ReturnType<typeof readOwed>>['rows'][number];

/** What the person's bodies owe the public: the longest overdue first, then what falls due next. */
export function OwedToday() {
  const overdue = useQuery({ queryKey: ['obligations', 'overdue'], queryFn: () => readOwed('overdue') });
  const pending = useQuery({ queryKey: ['obligations', 'pending'], queryFn: () => readOwed('pending') });
  const failed = [overdue, pending].find(({ isError }) => isError);
  if (failed) return <Problem error={failed.error} retry={() => void failed.refetch()} />;
  if (!overdue.data || !pending.data) return <Waiting />;
  const { asOf } = overdue.data;
  const rows = [...overdue.data.rows, ...pending.data.rows].slice(0, shownRows);
  return (
    <section className="panel">
      <h2>应公开的信息</h2>
      <p>
        还没公开、已超过期限 <b>{overdue.data.total}</b> 件，还没到期 <b>{pending.data.total}</b> 件。
      </p>
      {rows.length === 0 && <p className="empty">现在没有到期要公开的信息。</p>}
      <ul className="todo">
        {rows.map((row) => (
          <OwedLine key={row.id} row={row} asOf={asOf} />
        ))}
      </ul>
      <div className="panel-actions">
        <LinkButton to="/obligations">看全部</LinkButton>
      </div>
    </section>
  );
}

function OwedLine({ row, asOf }: { row: Owed; asOf: string }) {
  const mayDraft = useMay('disclosure.draft');
  const item = row.level2 ? `${row.level1} · ${row.level2}` : row.level1;
  return (
    <Todo
      what={row.event ? `${item}：${row.event}` : item}
      when={
        <>
          {row.bodyName}，{dueWords(row, asOf)}
        </>
      }
      to={mayDraft ? `/disclosures/new?obligation=${row.id}` : `/obligations/${row.id}`}
      action={mayDraft ? '起草' : '看详情'}
    />
  );
}

function dueWords({ dueOn, daysLate, state }: Owed, asOf: string) {
  if (state === 'overdue') return <strong>还没公开，已超过期限 {daysLate} 天</strong>;
  if (dueOn === asOf) return <span className="due-today">今天到期</span>;
  return `${dueOn ?? ''} 到期`;
}
