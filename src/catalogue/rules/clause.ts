import type { Term, TermUnit } from './term.ts';

/** What one clause of a time limit says. A clause is read whole or not at all. */
export interface Reading {
  /** The part that decides the due date. */
  main?: Pick<Term, 'kind' | 'event' | 'amount' | 'unit' | 'every' | 'on'>;
  posting?: NonNullable<Term['posting']>;
  retention?: NonNullable<Term['retention']>;
  channel?: string;
  step?: string;
}

const publish =
  '(?:应当?|须|予以|进行|完成|主动|向社会|对外|集中|至少)*(?:公开|公布|公示|发布|更新|公告|公开发布|更新公开|调整更新|更新公布)?(?:1次|一次)?';
const amountUnit = '(\\d{1,3})(个工作日|工作日|日|天|个月|年|周|个星期|星期)';
const lead = '(?:应当?|须|原则上|自|从|于|在|该|各)*';
// Words that turn the sense of what stands before the number; a name of an event does not hold them.
const notAnEvent = /[不未非除但每最]|提前|及时|实时|随时|长期|常年|至少|少于|前$|\d/;

/** The amount in days, working days, months or years; undefined: an amount that no time limit has. */
function amountOf(
  digits: string | undefined,
  word: string | undefined,
): { amount: number; unit: TermUnit } | undefined {
  const amount = Number(digits);
  if (!word || amount < 1) return undefined;
  if (word.endsWith('工作日')) return amount <= 260 ? { amount, unit: 'workingDay' } : undefined;
  if (word === '日' || word === '天') return amount <= 366 ? { amount, unit: 'day' } : undefined;
  if (word === '个月') return amount <= 36 ? { amount, unit: 'month' } : undefined;
  if (word === '年') return amount <= 30 ? { amount, unit: 'year' } : undefined;
  return amount <= 26 ? { amount: amount * 7, unit: 'day' } : undefined;
}

/** The event's own words without the grammar around them; undefined: not the name of an event. */
function eventOf(words: string | undefined): string | null | undefined {
  const plain = (words ?? '')
    .replace(new RegExp(`^${lead}`), '')
    .replace(/(?:之日起算|之日起|之日|之后起|之后|以后|后起|后|起|的)$/, '');
  if (plain === '') return null;
  return plain.length <= 40 && !notAnEvent.test(plain) ? plain : undefined;
}

type Reader = (clause: string) => Reading | undefined;
const main = (part: Partial<NonNullable<Reading['main']>> & { kind: Term['kind'] }): Reading => ({
  main: { event: null, amount: null, unit: null, every: null, on: null, ...part },
});

const within: Reader = (clause) => {
  const found =
    new RegExp(`^(.*?)(?:最迟|最长|最晚|不超过|不得超过|不晚于)*${amountUnit}(?:之|以)?内${publish}$`).exec(clause) ??
    new RegExp(`^(.+之日起)${amountUnit}${publish}$`).exec(clause) ??
    /^()(\d{1,3})(个?工作日)$/.exec(clause);
  const event = found && eventOf(found[1]);
  const amount = found && amountOf(found[2], found[3]);
  return amount && event !== undefined ? main({ kind: 'within', event, ...amount }) : undefined;
};

const atOnce: Reader = (clause) => {
  const sameDay = new RegExp(`^(.*?)(?:的|之)?(?:当日|当天|即日|同日)${publish}$`).exec(clause);
  const nextDay = new RegExp(`^(.*?)(?:的|之)?(次日|次个?工作日|第2个?工作日)${publish}$`).exec(clause);
  const during = /^在(.{4,30})时$/.exec(clause);
  const found = sameDay ?? nextDay ?? during;
  const event = found && eventOf(found[1]);
  if (!found || event === undefined || (event === null && during)) return undefined;
  if (nextDay) return main({ kind: 'within', event, amount: 1, unit: found[2] === '次日' ? 'day' : 'workingDay' });
  return main({ kind: 'within', event, amount: 0, unit: 'day' });
};

const before: Reader = (clause) => {
  const ahead = new RegExp(`^(.*?)提前${amountUnit}(.{0,12})$`).exec(clause);
  if (ahead) {
    const event = eventOf(ahead[1]);
    const amount = amountOf(ahead[2], ahead[3]);
    if (!amount || event === undefined || /[内前后]/.test(ahead[4] ?? '')) return undefined;
    return { ...main({ kind: 'before', event, ...amount }), step: ahead[4] || undefined };
  }
  const found =
    new RegExp(`^(.+?)前${amountUnit}${publish}$`).exec(clause) ??
    new RegExp(`^(.+?)(?:的|之)?${amountUnit}(?:之|以)?前${publish}$`).exec(clause);
  const event = found && eventOf(found[1]);
  const amount = found && amountOf(found[2], found[3]);
  return amount && event ? main({ kind: 'before', event, ...amount }) : undefined;
};

const promptly: Reader = (clause) => {
  const found = new RegExp(`^(.*?)(?:应当?|须)?(?:及时|实时|随时|即时|立即|第一时间|动态)${publish}$`).exec(clause);
  if (!found) return undefined;
  const head = found[1] ?? '';
  if (head === '') return main({ kind: 'prompt' });
  if (/^(?:按|按照|根据|依据).{0,10}(?:进展|情况|阶段|进度)$/.test(head))
    return { ...main({ kind: 'prompt' }), step: head };
  const event = /(?:后|之日起|起|时)$/.test(head) ? eventOf(head.replace(/时$/, '后')) : undefined;
  return event ? main({ kind: 'prompt', event }) : undefined;
};

const stages: Reader = (clause) =>
  /^每完成[一1]个阶段(?:后)?(?:应当?)?(?:及时)?(?:公布|公开)?(?:进展情况|进展)?$/.test(clause)
    ? { ...main({ kind: 'prompt', event: '完成一个阶段' }), step: clause }
    : undefined;

const monthsOf = (word: string): number | undefined => {
  if (/^(?:1?个?月|月度)$/.test(word)) return 1;
  if (/^(?:1?个?季度?|3个?月)$/.test(word)) return 3;
  if (/^(?:半年度?|6个?月)$/.test(word)) return 6;
  if (/^(?:1?年度?|12个?月)$/.test(word)) return 12;
  const months = /^(\d{1,2})个?月$/.exec(word);
  return months ? Number(months[1]) : undefined;
};

const periodic: Reader = (clause) => {
  const often = new RegExp(
    `^([^\\d每按]{0,12}?)(?:应当?|至少|原则上)*(?:每|按)((?:\\d{1,2})?个?(?:季度|季|半年|年度|月度|月|年))${publish}$`,
  ).exec(clause);
  const bare = /^(\d{1,2}个月|1年|半年)(?:(?:公开|公布|更新)?[一1]次)?$/.exec(clause);
  const months = monthsOf(often?.[2] ?? bare?.[1] ?? '');
  const subject = often?.[1] ?? '';
  if (!months || /[不未内后前]/.test(subject)) return undefined;
  const ofSubject = subject && subject !== '一般事项' ? { step: clause } : {};
  return { ...main({ kind: 'periodic', every: { months, month: null, day: null } }), ...ofSubject };
};

const periodicDay: Reader = (clause) => {
  const tail = `(?:之|以)?前?(?:为.{2,6}日)?${publish}$`;
  const monthly = new RegExp(`^每个?月的?(\\d{1,2})[日号]${tail}`).exec(clause);
  const first = new RegExp(`^每个?季度的?(?:首个?月|首月|第1个?月)的?(\\d{1,2})[日号]${tail}`).exec(clause);
  const last = new RegExp(`^每个?季度的?(?:末月|最后1个?月|第3个?月)的?(\\d{1,2})[日号]${tail}`).exec(clause);
  const end = new RegExp(`^每个?(月|季度|半年)(?:底|末)(?:之|以)?前?${publish}$`).exec(clause);
  if (end) return main({ kind: 'periodic', every: { months: monthsOf(end[1] ?? '') ?? 1, month: null, day: null } });
  const day = Number((monthly ?? first ?? last)?.[1] ?? 0);
  if (day < 1 || day > 31) return undefined;
  return main({ kind: 'periodic', every: { months: monthly ? 1 : 3, month: last ? 3 : 1, day } });
};

const yearly: Reader = (clause) => {
  const tail = `(?:公?开?上1?一?年度?.{0,12}(?:报告|信息|情况))?${publish}$`;
  const dated = new RegExp(`^(?:每年|次年|下1年)?的?(\\d{1,2})月(\\d{1,2})[日号](?:之|以)?前${tail}`).exec(clause);
  const ended = new RegExp(`^(?:每年|次年|下1年)?的?(\\d{1,2})月份?(?:底|末)(?:之|以)?前${tail}`).exec(clause);
  const yearEnd = new RegExp(`^(?:每年|当年)?年(?:底|末)(?:之|以)?前${tail}`).exec(clause);
  const month = yearEnd ? 12 : Number((dated ?? ended)?.[1] ?? 0);
  const day = dated ? Number(dated[2]) : 31;
  const isDate =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= (dated ? ([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0) : 31);
  return isDate ? main({ kind: 'date', on: { month, day } }) : undefined;
};

const posted: Reader = (clause) => {
  const found = new RegExp(
    `^(?:.{0,8}?)(?:公示|公告|张贴|征求意见)(?:的?期限|的?时间|期间|期|天数)?(?:为|是|应当?|一般)*(不得少于|不少于|不低于|至少|不短于)?(?:为)?${amountUnit}(以上)?(?:(?:且|期满)?无异议(?:的|后)?)?$`,
  ).exec(clause);
  const amount = found && amountOf(found[2], found[3]);
  return amount ? { posting: { ...amount, isAtLeast: Boolean(found[1] ?? found[4]) } } : undefined;
};

const kept: Reader = (clause) => {
  if (/^(?:并|应当?|须|实行)*(?:长期|常年|永久|全年)(?:公开|公示|公布|保留|展示|有效)?$/.test(clause))
    return { retention: { isForever: true } };
  const found =
    /^(?:保证|确保)(\d{1,2})(年)内?(?:可以?)查阅$/.exec(clause) ??
    /^(?:公开|公示|保留|保存|公开保留)(?:期限)?(?:满|不少于|不得少于|至少)(\d{1,2})(年)(?:以上|的?(?:后)?(?:予以)?撤下|的)?$/.exec(
      clause,
    );
  const amount = found && amountOf(found[1], found[2]);
  return amount ? { retention: { isForever: false, ...amount } } : undefined;
};

const channelWords =
  /(?:公示栏|公开栏|公告栏|网站|电子屏|大厅|服务中心|平台|公报|公众号|微信|微博|广播|电视|报刊|媒体|专栏|现场)$/;

const channel: Reader = (clause) => {
  const found = /^(?:并|同时)?(?:在|通过|于)(.{2,20}?)(?:公开|公布|公示|发布|张贴|公告)$/.exec(clause);
  const name = found?.[1];
  return name && channelWords.test(name) ? { channel: name } : undefined;
};

const refers: Reader = (clause) =>
  clause === '同上' ||
  /^(?:按|按照|依|依照|依据|根据|参照).{0,24}(?:部署|规定|要求|安排|时限|期限|通知|计划)(?:执行|办理|公开|公布|进行)*$/.test(
    clause,
  )
    ? main({ kind: 'refer' })
    : undefined;

const formRules: Reader = (clause) =>
  /^(?:一事一公开|逐项公开|条目化展示|可链接至?.{0,20}|但?要?(?:应)?保持数据同源|数据同源|撤下|(?:对)?自然人(?:的)?满\d{1,2}年(?:的)?(?:撤下)?|.{0,8}时限较长(?:的)?事项|(?:法律法规|法律、法规|法律)(?:对此)?另有规定的(?:除外)?|从其规定)$/.test(
    clause,
  )
    ? { step: clause }
    : undefined;

const readers: readonly Reader[] = [
  kept,
  posted,
  within,
  atOnce,
  periodicDay,
  yearly,
  before,
  stages,
  promptly,
  periodic,
  channel,
  refers,
  formRules,
];

/** What a clause says, by the first reader that understands the whole of it. */
export function readClause(clause: string): Reading | undefined {
  for (const reader of readers) {
    const reading = reader(clause);
    if (reading) return reading;
  }
  return undefined;
}
