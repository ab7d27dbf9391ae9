import { useQuery } from '@tanstack/react-query';
import { periodWords } from '../../catalogue/rules/period.ts';
import { api, read } from '../../console/client.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { Todo } from '../../console/today/todo.tsx';
import { dateWords } from '../../site/date.ts';
import { stateNames } from '../rules.ts';

const readTodo = () => read(api.disclosures.todo.$get());
type Row = Awaited<ReturnType<typeof readTodo>>['rows'][number];

/** 我的待办: what is late or falls due within a month, in order of term, with the one act beside it and who holds it. */
export function MyTodo() {
  const todo = useQuery({ queryKey: ['disclosures', 'todo'], queryFn: readTodo });
  const rows = todo.data?.rows ?? [];
  const groups: [string, Row[]][] = [
    ['还没公开，已超过期限', rows.filter(({ state }) => state === 'overdue')],
    ['今天到期', rows.filter(({ state, dueOn }) => state === 'pending' && dueOn === todo.data?.today)],
    ['三十天内到期', rows.filter(({ state, dueOn }) => state === 'pending' && dueOn !== todo.data?.today)],
  ];
  return (
    <Page title="我的待办" lead="要公开的，按期限先后排。已经起草的写明在谁手里。">
      {todo.isError && <Problem error={todo.error} retry={() => void todo.refetch()} />}
      {todo.isPending && <Waiting />}
      {todo.data && rows.length === 0 && (
        <section className="panel">
          <p className="empty">三十天内没有要公开的。</p>
        </section>
      )}
      {groups.map(
        ([title, of]) =>
          of.length > 0 && (
            <section key={title} className="panel">
              <h2>
                {title}（{of.length} 件）
              </h2>
              <ul className="todo">
                {of.map((row, at) => (
                  <Line key={row.id} row={row} isFirst={at === 0} />
                ))}
              </ul>
            </section>
          ),
      )}
      {todo.data && todo.data.total > rows.length && (
        <p className="note">
          共 {todo.data.total} 件，这里是最急的 {rows.length} 件。
        </p>
      )}
    </Page>
  );
}

function Line({ row, isFirst }: { row: Row; isFirst: boolean }) {
  const { id, bodyId, bodyName, level1, level2, period, event, dueOn, daysLate, draftId, draftState, drafter } = row;
  const term = daysLate > 0 ? <strong>已超过期限 {daysLate} 天</strong> : `${dateWords(dueOn)}到期`;
  const held = draftState && `，${stateNames[draftState]}${draftState === 'draft' && drafter ? `（${drafter}）` : ''}`;
  return (
    <Todo
      what={`${level1} · ${level2}（${event || periodWords(period)}）`}
      when={
        <>
          {bodyName}，{term}
          {held}
        </>
      }
      to={draftId ? `/disclosures/${draftId}` : `/disclosures/new?bodyId=${bodyId}&obligationId=${id}`}
      action={draftState === 'draft' ? '接着写' : draftId ? '看进展' : '起草'}
      isFirst={isFirst && !draftId}
    />
  );
}
