import { useQuery } from '@tanstack/react-query';
import { dateWords } from '../../site/date.ts';
import { api, read } from '../client.ts';
import { Problem } from '../page.tsx';
import { useMay } from '../session.tsx';
import { Todo } from './todo.tsx';

/** The open days (政务公开日) that are being prepared or held. */
export function DaysToday() {
  const days = useQuery({ queryKey: ['opendays'], queryFn: () => read(api.opendays.$get()) });
  const mayRecord = useMay('visit.record');
  const near = days.data?.filter(({ state }) => state === 'open' || state === 'planned') ?? [];
  if (days.isError) return <Problem error={days.error} retry={() => void days.refetch()} />;
  if (near.length === 0) return null;
  return (
    <section className="panel">
      <h2>政务公开日</h2>
      <ul className="todo">
        {near.map(({ id, name, state, heldOn, place, visits, bodyName }) => (
          <Todo
            key={id}
            what={name}
            when={`${bodyName}，${heldOn ? dateWords(heldOn) : '日期未定'}，${place || '地点未定'}${state === 'open' ? `，已登记来访 ${visits} 人次` : ''}`}
            to={`/opendays/${id}`}
            action={state === 'planned' ? '看筹备' : mayRecord ? '登记来访' : '看进展'}
          />
        ))}
      </ul>
    </section>
  );
}
