import { useQuery } from '@tanstack/react-query';
import { api, read } from '../client.ts';
import { instantText } from '../instant.ts';
import { Problem, Waiting } from '../page.tsx';
import { Todo } from './todo.tsx';

/** The documents that wait for this person, the longest waiting first. */
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
        {waiting.data?.map(({ id, title, bodyName, since, returnedRemark, action }, at) => (
          <Todo
            key={id}
            what={title || '（还没有标题的草稿）'}
            when={
              <>
                {bodyName}，{instantText(since)} 起{returnedRemark && <strong>　被退回：{returnedRemark}</strong>}
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
