import { dateWords } from '../../site/date.ts';
import type { MetObligation } from '../queries/standing.ts';
import { itemName, periodWords } from './words.tsx';

/** 为什么公开: the catalogue items that a document meets, and whether it came in time. */
export function WhyPublic({ met }: { met: readonly MetObligation[] }) {
  if (met.length === 0) return null;
  return (
    <section className="block" aria-labelledby="why">
      <h2 id="why">为什么公开</h2>
      <ul className="lines">
        {met.map((one) => (
          <li key={`${one.itemId} ${one.period}`}>
            <p>
              公开目录要求公开：
              <a href={`/catalogue/${one.itemId}`}>
                {one.level1} › {itemName(one)}
              </a>
              {periodWords(one) && `（${periodWords(one)}）`}
            </p>
            <p className="meta">
              <span>时限：{one.timeLimit}</span>
              <span>{timeliness(one)}</span>
            </p>
            <p className="meta">依据：{one.legalBasis}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function timeliness({ dueOn, metOn, state, daysLate }: MetObligation): string {
  if (dueOn === null || metOn === null) return '期限要由工作人员确认';
  return `最晚${dateWords(dueOn)}，实际${dateWords(metOn)}公开，${state === 'late' ? `晚了 ${daysLate} 天` : '没有超期'}`;
}
