import { dateWords } from '../../site/date.ts';
import type { ObligationState } from '../rules/state.ts';
import { groundWords } from '../rules/waiver.ts';

interface Stated {
  state: ObligationState;
  dueOn: string | null;
  metOn: string | null;
  daysLate: number;
  waivedAs: string | null;
}

/** The state of an obligation as people say it, with its shape beside it. */
export function StateWords({ of, today }: { of: Stated; today: string }) {
  const { state, dueOn, metOn, daysLate, waivedAs } = of;
  switch (state) {
    case 'overdue':
      return <span className="state late">还没公开，已超过期限 {daysLate} 天</span>;
    case 'late':
      return (
        <span className="state done">
          {metOn && dateWords(metOn)}公开，晚了 {daysLate} 天
        </span>
      );
    case 'onTime':
      return <span className="state done">{metOn && dateWords(metOn)}公开，没有超期</span>;
    case 'pending':
      return dueOn === today ? (
        <span className="state today">今天到期，还没公开</span>
      ) : (
        <span className="state">最晚{dueOn && dateWords(dueOn)}公开</span>
      );
    case 'unclear':
      return <span className="state unclear">期限还要由工作人员确认</span>;
    case 'waived':
      return (
        <span className="state">
          {waivedAs === 'none' ? '本期没有这项内容' : `经批准不公开：${groundWords(waivedAs) ?? ''}`}
        </span>
      );
    case 'moved':
      return <span className="state">机构撤并，已由承接机构负责</span>;
    default:
      return state satisfies never;
  }
}

/** What period or event an obligation is for, in words; empty for what must stand at all times. */
export function periodWords({
  period,
  event,
  eventOn,
}: {
  period: string;
  event: string;
  eventOn: string | null;
}): string {
  if (event) return eventOn ? `${event}（${dateWords(eventOn)}）` : event;
  const [, year = '', part = ''] = /^(\d{4})(?:-(.+))?$/.exec(period) ?? [];
  if (!year) return '';
  if (!part) return `${year}年`;
  const [, letter, nth] = /^([QH])([1-4])$/.exec(part) ?? [];
  if (letter === 'Q') return `${year}年第${'一二三四'[Number(nth) - 1] ?? ''}季度`;
  if (letter === 'H') return `${year}年${nth === '1' ? '上' : '下'}半年`;
  return /^\d{2}$/.test(part) ? `${year}年${Number(part)}月` : `${year}年`;
}

/** The name of an item within its first level: 二级事项, and 三级事项 where there is one. */
export const itemName = ({ level2, level3 }: { level2: string; level3: string }): string =>
  [level2, level3].filter(Boolean).join('：');
