import type { ReactNode } from 'react';
import type { Figures } from '../queries/figures.ts';
import type { BodyObligation } from '../queries/obligations.ts';
import { itemName, periodWords, StateWords } from './words.tsx';

interface OfBodyProps {
  figures: Figures;
  obligations: readonly BodyObligation[];
  /** The public numbers of the disclosures that met them, by id. */
  numbers: ReadonlyMap<string, string>;
  today: string;
}

const pendingShown = 8;

/** What a body owes by the catalogue and whether it is done: what is late first, nothing hidden. */
export function ObligationsOfBody({ figures, obligations, numbers, today }: OfBodyProps) {
  const ofState = (...states: BodyObligation['state'][]) => obligations.filter(({ state }) => states.includes(state));
  const overdue = ofState('overdue');
  const pending = ofState('pending');
  const unclear = ofState('unclear').filter(({ metOn }) => metOn === null);
  const done = obligations
    .filter(({ metOn, state }) => metOn !== null && state !== 'overdue' && state !== 'pending')
    .toReversed();
  const rows = (of: readonly BodyObligation[]) => <Rows {...{ of, numbers, today }} />;
  return (
    <section className="block" aria-labelledby="state">
      <h2 id="state">公开情况</h2>
      {obligations.length === 0 ? (
        <p className="empty">公开目录里还没有这家机构要按期公开的事项。</p>
      ) : (
        <>
          <p className="lead">{summary(figures)}</p>
          {overdue.length > 0 && rows(overdue)}
          {pending.length > 0 && (
            <>
              <h3>接下来要公开的</h3>
              {rows(pending.slice(0, pendingShown))}
              {pending.length > pendingShown && (
                <More title={`还有 ${pending.length - pendingShown} 项没到期`}>
                  {rows(pending.slice(pendingShown))}
                </More>
              )}
            </>
          )}
          {done.length > 0 && <More title={`已公开的 ${done.length} 项`}>{rows(done)}</More>}
          {unclear.length > 0 && <More title={`期限要由工作人员确认的 ${unclear.length} 项`}>{rows(unclear)}</More>}
        </>
      )}
    </section>
  );
}

/** The year so far in plain words: how many were due, on time, late, and not yet. */
function summary({ overdue, dueThisYear, onTimeThisYear, lateThisYear }: Figures): string {
  const missing = dueThisYear - onTimeThisYear - lateThisYear;
  const parts = [
    `${onTimeThisYear} 项按期公开`,
    `${lateThisYear} 项晚了才公开`,
    ...(missing > 0 ? [`${missing} 项还没公开`] : []),
  ];
  const year =
    dueThisYear === 0
      ? '今年还没有到期的事项'
      : onTimeThisYear + lateThisYear === 0
        ? `今年到期的 ${dueThisYear} 项，一项也没有公开`
        : `今年到期的 ${dueThisYear} 项里，${parts.join('，')}`;
  return overdue > 0 ? `有 ${overdue} 项过了期限还没公开。${year}。` : `没有超期的。${year}。`;
}

function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Rows({ of, numbers, today }: Pick<OfBodyProps, 'numbers' | 'today'> & { of: readonly BodyObligation[] }) {
  return (
    <ul className="lines">
      {of.map((one) => {
        const number = one.metBy === null ? undefined : numbers.get(one.metBy);
        const period = periodWords(one);
        return (
          <li key={one.id}>
            <a href={number ? `/d/${number}` : `/catalogue/${one.itemId}`}>
              {itemName(one)}
              {period && `（${period}）`}
            </a>
            <p>
              <StateWords of={one} today={today} />
              {one.metOn === null && one.dueOn !== null && (
                <>
                  {' '}
                  <a href={`/due/${one.id}`}>为什么是这一天</a>
                </>
              )}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
