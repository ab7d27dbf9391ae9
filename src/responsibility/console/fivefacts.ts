import type { ChecklistLine } from './reading.ts';

const money = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 });

/** What a line says, as sentences for the screen and the printed form. */
export function fiveFacts({ entry }: ChecklistLine): string[] {
  if (!entry) return [];
  const people = entry.people.map(({ name, post }) => (post ? `${name}（${post}）` : name)).join('、');
  return [
    people && `人员：${people}`,
    entry.section && `科室：${entry.section}`,
    entry.amount !== null && `金额：${money.format(entry.amount)} 元`,
    entry.documentNumber && `文号：${entry.documentNumber}`,
    entry.note && `说明：${entry.note}`,
    entry.validUntil && `有效期至：${entry.validUntil}`,
  ].filter((fact): fact is string => Boolean(fact));
}
