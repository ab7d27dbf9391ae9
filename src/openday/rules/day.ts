/** The open day (政务公开日): its states, its words, and what may be suggested for a new one. Pure. */

export const dayStates = { planned: '筹备中', open: '正在进行', closed: '已结束', past: '往年' } as const;
export type DayState = keyof typeof dayStates;

/** The acts that move a day on; what is recorded after the closing stays, marked as entered late (补录). */
export const dayMoves = {
  open: { from: 'planned', to: 'open', verb: 'openday.open', refusal: '活动已经开始过了。' },
  close: { from: 'open', to: 'closed', verb: 'openday.close', refusal: '活动还没有开始，或已经结束。' },
} as const satisfies Record<string, { from: DayState; to: DayState; verb: string; refusal: string }>;
export type DayMove = keyof typeof dayMoves;

/** Why visits cannot be recorded for a day in this state; undefined: they can. */
export function recordingFault(state: DayState): string | undefined {
  switch (state) {
    case 'planned':
      return '活动还没有开始，请先由公开办或经办点“开始活动”，再登记来访。';
    case 'past':
      return '这是往年的活动总结，不能再登记。';
    case 'open':
    case 'closed':
      return undefined;
    default:
      return state satisfies never;
  }
}

/**
 * The 届次 of Liaoning's 5·15 series: year − 2006, as its own notices count (2012 第六届 … 2025 第十九届,
 * 辽政办明电〔2018〕20号 and the notices of ten other years). Undefined before the first. A person may change it.
 */
export function suggestedOrdinal(year: number): number | undefined {
  const firstYear = 2007;
  return year >= firstYear ? year - firstYear + 1 : undefined;
}

/** The code of a body's `nth` open day of a year: '2026-210681115', then '2026-210681115-2'. */
export const dayCode = (year: number, bodyCode: string, nth: number) =>
  `${year}-${bodyCode}${nth > 1 ? `-${nth}` : ''}`;

/** The code under which an earlier year's account is kept; its year may be unknown. */
export const pastDayCode = (bodyCode: string) => `past-${bodyCode}`;

/** The kinds of visit (来访), in the order of the statistics table. */
export const visitKinds = {
  consultation: '咨询',
  complaint: '投诉',
  suggestion: '建议',
  help: '求助',
  report: '反映情况',
} as const;
export type VisitKind = keyof typeof visitKinds;

export const satisfactions = { satisfied: '满意', fair: '一般', dissatisfied: '不满意' } as const;
export type Satisfaction = keyof typeof satisfactions;

/** Fields (领域) that people ask about at a stall; offered, not prescribed. */
export const commonFields = [
  '低保救助',
  '婚姻登记',
  '社保医保',
  '就业创业',
  '惠农补贴',
  '土地宅基地',
  '房照办理',
  '征兵',
  '法律援助',
  '环境卫生',
  '道路水电',
  '教育',
  '证照办理',
  '其他',
] as const;

/** Kinds of material; `unit` is the usual one. Boards and banners are put up, all else is given out. */
export const materialKinds = {
  handbook: { name: '便民手册', unit: '册', isGiven: true },
  leaflet: { name: '宣传单', unit: '张', isGiven: true },
  guide: { name: '办事指南', unit: '份', isGiven: true },
  bag: { name: '宣传袋', unit: '个', isGiven: true },
  book: { name: '书籍', unit: '本', isGiven: true },
  other: { name: '其他资料', unit: '份', isGiven: true },
  board: { name: '展板', unit: '块', isGiven: false },
  banner: { name: '条幅', unit: '条', isGiven: false },
} as const;
export type MaterialKind = keyof typeof materialKinds;
