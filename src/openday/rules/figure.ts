import { materialKinds, visitKinds, type MaterialKind, type VisitKind } from './day.ts';
import type { Precision } from './numeral.ts';

/** Figures: every number printed of an open day, with the query it is the answer to. Pure. */

/** The queries that figures come from; each can open the records it counts. */
export type FigureQuery =
  | { name: 'visits'; params: { kind?: VisitKind; isAnsweredOnSpot?: boolean; isLate?: boolean; field?: string } }
  | { name: 'answeredRate'; params: Record<string, never> }
  | { name: 'satisfiedRate'; params: Record<string, never> }
  | { name: 'stalls'; params: Record<string, never> }
  | { name: 'bodies'; params: Record<string, never> }
  | { name: 'rated'; params: Record<string, never> }
  | { name: 'given'; params: { kind: MaterialKind; unit: string } }
  | { name: 'prepared'; params: { kind: MaterialKind; unit: string } }
  | { name: 'fact'; params: { key: string } };

/** A number as it is printed, with where it comes from and when it was true. */
export interface Figure {
  /** Name within its summary; part of the address that opens its records. */
  id: string;
  label: string;
  value: number;
  unit: string;
  precision: Precision;
  query: FigureQuery;
  /** ISO instant: the records entered until then are counted. */
  asOf: string;
  /** For a rate: how many of how many. */
  base?: { part: number; whole: number };
}

/** The figure as prose has it: 310余人次, 近200份, 99%. */
export function figureText({ value, unit, precision }: Pick<Figure, 'value' | 'unit' | 'precision'>): string {
  switch (precision) {
    case 'over':
      return `${value}余${unit}`;
    case 'nearly':
      return `近${value}${unit}`;
    case 'about':
      return `约${value}${unit}`;
    case 'exact':
      return `${value}${unit}`;
    default:
      return precision satisfies never;
  }
}

/** A share in percent with at most one decimal; undefined where nothing was counted, since 0 of 0 is no rate. */
export function percent(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : Math.round((part / whole) * 1000) / 10;
}

/** The query in words, for the person who asks where a number comes from. */
export function queryWords({ name, params }: FigureQuery): string {
  switch (name) {
    case 'visits':
      return [
        '来访登记的条数（一条为一人次）',
        params.kind && `类别为“${visitKinds[params.kind]}”`,
        params.field && `领域为“${params.field}”`,
        params.isAnsweredOnSpot === true && '当场答复的',
        params.isAnsweredOnSpot === false && '没有当场答复、已转交的',
        params.isLate && '活动结束后补录的',
      ]
        .filter(Boolean)
        .join('，');
    case 'rated':
      return '来访登记中作出满意度评价的条数';
    case 'answeredRate':
      return '当场答复的来访 ÷ 全部来访';
    case 'satisfiedRate':
      return '评价为“满意”的来访 ÷ 作出满意度评价的来访';
    case 'stalls':
      return '本次活动的展位数';
    case 'bodies':
      return '设有展位的机构数';
    case 'given':
      return `“${materialKinds[params.kind].name}”发放记录的合计（单位：${params.unit}）`;
    case 'prepared':
      return `“${materialKinds[params.kind].name}”登记数量的合计（单位：${params.unit}）`;
    case 'fact':
      return '往年总结原文写明的数字';
    default:
      return name satisfies never;
  }
}
