import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../console/client.ts';
import { Problem, Waiting } from '../../console/page.tsx';
import { dayKinds } from '../rules.ts';

/** The days of one year that differ from the week. */
export function YearDays({ year }: { year: number }) {
  const days = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => read(api.calendar[':year'].$get({ param: { year: String(year) } })),
  });
  if (days.isError) return <Problem error={days.error} retry={() => void days.refetch()} />;
  return (
    <section className="panel">
      <h2>{year} 年放假和调休</h2>
      {days.isPending && <Waiting />}
      <ol className="ledger">
        {days.data?.map(({ day, kind, name }) => (
          <li key={day} className={kind === 'makeup' ? 'ledger-counted' : 'ledger-passed'}>
            <span>
              {Number(day.slice(5, 7))}月{Number(day.slice(8))}日
            </span>
            <strong>{dayKinds[kind]}</strong>
            <span>{name}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
