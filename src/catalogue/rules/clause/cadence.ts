import { amountOf, amountUnit, main, ofPeriod, publish, type Reader } from './words.ts';

/** The length in months of a period's name; undefined: no period. */
function monthsOf(word: string): number | undefined {
  if (/^(?:1?个?月|月度)$/.test(word)) return 1;
  if (/^(?:1?个?季度?|3个?月)$/.test(word)) return 3;
  if (/^(?:半年度?|6个?月)$/.test(word)) return 6;
  if (/^(?:1?年度?|会计年度|财政年度|12个?月)$/.test(word)) return 12;
  const months = Number(/^(\d{1,2})个?月$/.exec(word)?.[1] ?? 0);
  return months >= 1 ? months : undefined;
}

const every = (months: number, month: number | null = null, day: number | null = null) =>
  main({ kind: 'periodic', every: { months, month, day } });

const often = new RegExp(
  `^([^\\d每按]{0,14}?)(?:应当?|至少|原则上|一般)*(?:每|按)((?:\\d{1,2})?个?(?:季度|季|半年度?|年度|月度|月|年))${publish}${ofPeriod}$`,
);
const shapesOfOften = [
  /^()(\d{1,2}个月|1年|半年)(?:(?:公开|公布|更新)?[一1]次)?$/,
  /^()(1月|1个月|1个?季度?|1年|半年)(?:(?:公开|公布|更新|公示)?[一1]次|[一1](?:公开|公布|更新|公示))$/,
  /^()(月度|季度|半年度|年度)(?:公开|公布|公示|更新)$/,
  /^()(?:定期(?:公开|公布|更新))(?:间隔|最长)*不(?:得)?超过(\d{1,2}个月)$/,
];

/** “每季度公开一次”, “按年公开”, “财务每月公布一次”. A subject ending in 的 makes it a case beside the main rule. */
export const periodic: Reader = (clause) => {
  const found = often.exec(clause) ?? shapesOfOften.map((shape) => shape.exec(clause)).find(Boolean);
  const months = monthsOf(found?.[2] ?? '');
  const subject = (found?.[1] ?? '').replace(/^(?:应当|应|一般)/, '');
  if (!months || /[不未非除内后前或]|及时|实时|随时|长期/.test(subject)) return undefined;
  if (subject.endsWith('的')) return { step: clause };
  return { ...every(months), ...(subject && !/^(?:一般)?事项$/.test(subject) ? { step: clause } : {}) };
};

const weekdays = '一二三四五六日天';
const weekly = new RegExp(`^(?:应当?|至少)*(?:(?:每|按)(?:1?个?)(?:周|星期)|(?:1周|1星期)(?=[一1]次))${publish}$`);
const onWeekday = new RegExp(`^每(?:周|星期)([${weekdays}])(?:之|以)?前?${publish}$`);

/** “每周更新”, “每周五前公布”. */
export const inWeeks: Reader = (clause) => {
  const name = onWeekday.exec(clause)?.[1];
  if (!name && !weekly.test(clause)) return undefined;
  const day = name ? Math.min(weekdays.indexOf(name) + 1, 7) : null;
  return main({ kind: 'periodic', every: { months: 0, month: null, day, days: 7 } });
};

const tail = `(?:之|以)?前?(?:为.{2,6}日)?${publish}${ofPeriod}$`;
const dayShapes: readonly [RegExp, number, number][] = [
  [new RegExp(`^每个?月的?(\\d{1,2})[日号]${tail}`), 1, 1],
  [new RegExp(`^(?:每个?月)?(?:次月|次个月|下月|下个月)的?(\\d{1,2})[日号]${tail}`), 1, 2],
  [new RegExp(`^每个?月的?(?:月?初|前)的?(\\d{1,2})[日天](?:之|以)?内${publish}${ofPeriod}$`), 1, 1],
  [new RegExp(`^(?:每个?季度?的?(?:首个?月|第1个?月)|首个?月)的?(\\d{1,2})[日号]${tail}`), 3, 1],
  [new RegExp(`^每个?季度?的?第2个?月的?(\\d{1,2})[日号]${tail}`), 3, 2],
  [new RegExp(`^每个?季度?的?(?:末月|最后1个?月|第3个?月)的?(\\d{1,2})[日号]${tail}`), 3, 3],
  [new RegExp(`^(?:次季度?|下个?季度?)的?(?:首个?月|第1个?月)的?(\\d{1,2})[日号]${tail}`), 3, 4],
];
const partTail = `(?:内|之内)?${publish}${ofPeriod}$`;
const partShapes: readonly [RegExp, number, number][] = [
  [new RegExp(`^每个?月的?([上中下])旬${partTail}`), 1, 1],
  [new RegExp(`^(?:次月|下月|下个月)的?([上中下])旬${partTail}`), 1, 2],
  [new RegExp(`^每个?季度?的?(?:首个?月|第1个?月)的?(?:([上中下])旬)?${partTail}`), 3, 1],
];
const endOfPeriod = new RegExp(
  `^(?:每个?(月|季度|季|半年)的?|(?<![\\d])(季度|季|半年)(?=底|末)|当(月))(?:月|季度?|最后1个?月)?(?:底|末月?|最后1[天日]|(?<=最后1个?月))(?:之|以)?前?${publish}${ofPeriod}$`,
);

/** A period with its day: “每季度首月20日”, “次月10日前”, “每月上旬”, “每季度末”. */
export const periodicDay: Reader = (clause) => {
  for (const [shape, months, month] of dayShapes) {
    const day = Number(shape.exec(clause)?.[1] ?? 0);
    if (day >= 1 && day <= 31) return every(months, month, day);
  }
  for (const [shape, months, month] of partShapes) {
    const found = shape.exec(clause);
    if (!found) continue;
    const day = { 上: 10, 中: 20 }[found[1] ?? ''] ?? 31;
    return day === 31 && months === month ? every(months) : every(months, month, day);
  }
  const end = endOfPeriod.exec(clause);
  return end ? every(monthsOf(end[1] ?? end[2] ?? end[3] ?? '') ?? 1) : undefined;
};

const over = '(?:结束|终了|终|期满)';
const after = `(?:之|以)?后的?${amountUnit}(?:之|以)?内(?:及时)?${publish}${ofPeriod}$`;
const afterShapes = [
  new RegExp(`^每个?(月度?|季度?|半年度?|年度?)(?:末|${over})?${after}`),
  new RegExp(`^(月度?|季度?|半年度?)(?:末|${over})?${after}`),
  new RegExp(`^(会计年度|财政年度|年度?)${over}${after}`),
  new RegExp(`^(?:每个?)?(月度?|季度?|半年度?|年度?)${over}${amountUnit}(?:之|以)?内(?:及时)?${publish}${ofPeriod}$`),
];

/** “每季度结束后15日内”, “会计年度终了后三个月内”: so long after each period's end. */
export const afterPeriod: Reader = (clause) => {
  for (const shape of afterShapes) {
    const found = shape.exec(clause);
    const months = monthsOf((found?.[1] ?? '').replace(/^月度$/, '月'));
    const amount = found && amountOf(found[2], found[3]);
    if (months && amount)
      return { ...main({ kind: 'periodic', every: { months, month: null, day: null }, ...amount }), step: clause };
  }
  return undefined;
};
