import { Descriptions } from 'antd';
import { dayInWords } from '../rules/summary.ts';
import type { DayPage } from './reading.ts';

/** What is known of a day: date, 届次, theme, place, basis. */
export function Basics({ day }: { day: DayPage }) {
  const held = day.heldOn ? dayInWords(day.heldOn) : day.heldText || '原文没有写明';
  const told = [
    ['日期', held],
    ['届次', day.ordinal === null ? '' : `第 ${day.ordinal} 届`],
    ['主题', day.theme],
    ['地点', day.place],
    ['依据', day.notice],
    ['编号', day.code],
  ];
  return (
    <section className="panel">
      <h2>基本情况</h2>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 1, md: 2 }}
        items={told
          .filter(([, value]) => value)
          .map(([label, value]) => ({ key: label ?? '', label, children: value }))}
      />
    </section>
  );
}
