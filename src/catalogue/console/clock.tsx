import { Button } from 'antd';
import { DayGrid } from '../../workday/console/daygrid.tsx';
import type { LedgerDay } from '../../workday/rules.ts';

interface ClockProps {
  reading: string;
  reason: string;
  ledger: readonly LedgerDay[];
  dueOn: string | null;
  provisionalOn: string | null;
  targetOn: string | null;
}

/** Why it is due on that day: in words, and day by day as a calendar that prints on one page. */
export function Clock({ reading, reason, ledger, dueOn, provisionalOn, targetOn }: ClockProps) {
  const last = dueOn ?? provisionalOn;
  const markOf = (day: string) =>
    day === last ? (dueOn ? '到期日' : '暂定到期') : day === targetOn ? '目标日' : undefined;
  return (
    <section className="panel clock-sheet">
      <h2>为什么是这一天</h2>
      <p>读作：{reading}</p>
      <p>{reason}</p>
      {provisionalOn && (
        <p>
          <strong>暂定 {provisionalOn}。</strong>暂按周一至周五推算，放假安排公布后以实际为准；不作为超期的依据。
        </p>
      )}
      {targetOn && (
        <p>
          原文只写“及时”：<strong>目标日 {targetOn}</strong>，法定的到期日仍是 {dueOn ?? '待定'}。
        </p>
      )}
      {ledger.length > 0 && (
        <>
          <DayGrid label="逐日计算" days={ledger.map((one) => ({ ...one, mark: markOf(one.day) }))} />
          <Button className="no-print day-actions" onClick={() => window.print()}>
            打印这一页
          </Button>
        </>
      )}
    </section>
  );
}
