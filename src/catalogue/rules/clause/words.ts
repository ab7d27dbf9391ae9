import type { Term, TermUnit } from '../term.ts';

/** What one clause of a time limit says. A clause is read whole or not at all. */
export interface Reading {
  /** The part that decides the due date. */
  main?: Pick<Term, 'kind' | 'event' | 'amount' | 'unit' | 'every' | 'on'>;
  posting?: NonNullable<Term['posting']>;
  retention?: NonNullable<Term['retention']>;
  channels?: string[];
  step?: string;
}

export type Reader = (clause: string) => Reading | undefined;

export const main = (part: Partial<NonNullable<Reading['main']>> & { kind: Term['kind'] }): Reading => ({
  main: { event: null, amount: null, unit: null, every: null, on: null, ...part },
});

const manner =
  '(?:应当?|须|予以|进行|完成|主动|统一|集中|依法|定期|至少|不少于|一般|由[^，\\d]{2,12}?(?=向社会)|向社会|向全社会|向村民|面向社会|对外|对社会|上网|上墙|张榜)*';
const verb =
  '(?:更新公开|公开更新|公开发布|发布公开|调整更新|更新公布|公告公示|公开公示|公开|公布|公示|发布|更新|公告|张贴|上网|上墙|张榜)?';

/** The words of publishing that may end a clause: 予以公开, 向社会公布一次 …; may be none at all. */
export const publish = `${manner}${verb}(?:到位|完毕|结果)?(?:至少|不少于)?(?:1次|一次)?`;
/** The same after a number of days, where 及时 adds nothing. */
export const publishInTime = `(?:及时)?${publish}`;
/** What of the period before is published: 上月财务收支情况. */
export const ofPeriod = '(?:(?:上|本|当)(?:1个|个|1)?(?:月|季|半年|年)度?[^\\d前后内，]{0,20})?';

export const amountUnit = '(\\d{1,3})(个工作日|工作日|日|天|个月|年|周|个星期|星期)';
export const atMost = '(?:最迟|最长|最晚|不超过|不得超过|不晚于|不迟于)';

const lead = /^(?:应当|应|须|原则上|一般|自|从|于|在|该|各)+/;
const trail = /(?:(?:之日起算|之日起|之日|之后起|之后|以后|后起|后|起)(?:于|在)?|(?<=变更|变动|变化|调整|修改)时)?的?$/;
// Words that hold 不, 未, 非 or 每 and still name a thing.
const harmless = /不动产|未成年|非物质|非遗|非税|每次|[拆解清消排免]除/g;
// Words that turn the sense of what stands before the number; a name of an event does not hold them.
const notAnEvent =
  /[不未非除但每最约]|提前|及时|实时|随时|长期|常年|至少|少于|定期|之日|并于|并$|前$|内$|\d|^(?:按|依|根据|参照)|规定$|^(?:[上下]半|每)?(?:年度?|季度?|月度?)(?:结束|终了)$|[至到~—-]$|[一二三四五六七八九十百几数]$|(?<![行作])为$|(?:期|期限|时间|时限)$|[月年季周旬]度?$|(?:月|年|季度?)[底末初]$/;

/** The amount in days, working days, months or years; undefined: an amount that no time limit has. */
export function amountOf(
  digits: string | undefined,
  word: string | undefined,
): { amount: number; unit: TermUnit } | undefined {
  const amount = Number(digits);
  if (!word || !(amount >= 1)) return undefined;
  if (word.endsWith('工作日')) return amount <= 260 ? { amount, unit: 'workingDay' } : undefined;
  if (word === '日' || word === '天') return amount <= 366 ? { amount, unit: 'day' } : undefined;
  if (word === '个月') return amount <= 36 ? { amount, unit: 'month' } : undefined;
  if (word === '年') return amount <= 30 ? { amount, unit: 'year' } : undefined;
  return amount <= 26 ? { amount: amount * 7, unit: 'day' } : undefined;
}

/** The event's own words without the grammar around them; null: none; undefined: not the name of an event. */
export function eventOf(words: string | undefined): string | null | undefined {
  const plain = (words ?? '').replace(lead, '').replace(trail, '');
  if (plain === '') return null;
  const isName = plain.length >= 2 && plain.length <= 40 && !notAnEvent.test(plain.replaceAll(harmless, ''));
  return isName ? plain : undefined;
}

/** Whether a month has such a day, 29 February included. */
export const isDayOfMonth = (month: number, day: number): boolean =>
  day >= 1 && day <= ([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
