import { useQuery } from '@tanstack/react-query';
import { timeLeftWords } from '../../catalogue/rules/state.ts';
import { api, read } from '../client.ts';
import { instantText } from '../instant.ts';
import { Problem, Waiting } from '../page.tsx';
import { Todo } from './todo.tsx';

/** The documents that wait for this person, what is due first at the top. */
export function DocumentsToday() {
  const waiting = useQuery({
    queryKey: ['disclosures', 'waiting'],
    queryFn: () => read(api.disclosures.waiting.$get()),
  });
  return (
    <section className="panel">
      <h2>等我办的文件</h2>
      {waiting.isError && <Problem error={waiting.error} retry={() => void waiting.refetch()} />}
      {waiting.isPending && <Waiting />}
      {waiting.data?.length === 0 && <p className="empty">没有等您办的文件。</p>}
      <ul className="todo">
        {waiting.data?.map(({ id, title, bodyName, daysLeft, since, returnedRemark, action }, at) => (
          <Todo
            key={id}
            what={title || '（还没有标题的草稿）'}
            when={
              <>
                {bodyName}，<TimeLeft days={daysLeft} />
                {instantText(since)} 起{returnedRemark && <strong>　被退回：{returnedRemark}</strong>}
              </>
            }
            to={`/disclosures/${id}`}
            action={action}
            isFirst={at === 0}
          />
        ))}
      </ul>
    </section>
  );
}

/** How long the obligation that a document answers leaves; nothing where it answers none. */
function TimeLeft({ days }: { days: number | null }) {
  if (days === null) return null;
  const said = timeLeftWords(days);
  return <>{days < 0 ? <strong>{said}</strong> : days === 0 ? <span className="due-today">{said}</span> : said}，</>;
}
