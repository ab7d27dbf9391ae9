import type { ActName } from '../account/rules.ts';
import { periodWords } from '../catalogue/rules/period.ts';

/**
 * What may happen to a disclosure (主动公开), by whom and in which order. Nothing is public before somebody reviewed it,
 * somebody cleared it of secrets and personal data, and somebody signed it (先审查、后公开: 政府信息公开条例 第17条;
 * 三审三校); a village's sheets go their own way. Pure.
 */

export const stateNames = {
  draft: '起草中',
  review: '待审核',
  confidentiality: '待保密审查',
  signoff: '待签发',
  published: '已公开',
  superseded: '已被新版本替换',
  discarded: '已放弃',
} as const;
export type VersionState = keyof typeof stateNames;

export const verbNames = {
  submit: '送审',
  review: '审核通过',
  clear: '保密审查通过',
  sign: '签发公开',
  sendBack: '退回修改',
  pullBack: '撤回修改',
  discard: '放弃这份草稿',
} as const;
export type Verb = keyof typeof verbNames;

/**
 * The ways to the public. `village`: a village's sheet is reviewed by its own supervisory committee, which then lets the
 * village decide (村民委员会组织法第三十二条; 民基字〔2014〕169号); `villagePersonal`: the same with the township's
 * confidentiality review between, because personal data stands in it.
 */
export const routeNames = {
  standard: '三审三校',
  village: '村务监督委员会审查',
  villagePersonal: '村务监督委员会审查，再送保密审查',
} as const;
export type Route = keyof typeof routeNames;

export interface Transition {
  verb: Verb;
  from: VersionState;
  to: VersionState;
  act: ActName;
}

const standardWay: readonly Transition[] = [
  { verb: 'submit', from: 'draft', to: 'review', act: 'disclosure.draft' },
  { verb: 'review', from: 'review', to: 'confidentiality', act: 'disclosure.review' },
  { verb: 'clear', from: 'confidentiality', to: 'signoff', act: 'disclosure.clear' },
  { verb: 'sign', from: 'signoff', to: 'published', act: 'disclosure.sign' },
  { verb: 'sendBack', from: 'review', to: 'draft', act: 'disclosure.review' },
  { verb: 'sendBack', from: 'confidentiality', to: 'draft', act: 'disclosure.clear' },
  { verb: 'sendBack', from: 'signoff', to: 'draft', act: 'disclosure.sign' },
  { verb: 'pullBack', from: 'review', to: 'draft', act: 'disclosure.draft' },
  { verb: 'pullBack', from: 'confidentiality', to: 'draft', act: 'disclosure.draft' },
  { verb: 'pullBack', from: 'signoff', to: 'draft', act: 'disclosure.draft' },
  { verb: 'discard', from: 'draft', to: 'discarded', act: 'disclosure.draft' },
];

const villageWay: readonly Transition[] = [
  { verb: 'submit', from: 'draft', to: 'review', act: 'village.fill' },
  { verb: 'review', from: 'review', to: 'signoff', act: 'village.review' },
  { verb: 'sign', from: 'signoff', to: 'published', act: 'village.fill' },
  { verb: 'sendBack', from: 'review', to: 'draft', act: 'village.review' },
  { verb: 'pullBack', from: 'review', to: 'draft', act: 'village.fill' },
  { verb: 'pullBack', from: 'signoff', to: 'draft', act: 'village.fill' },
  { verb: 'discard', from: 'draft', to: 'discarded', act: 'village.fill' },
];

/** The state machine of each route: there is no other way from one state to another. */
export const ways: Readonly<Record<Route, readonly Transition[]>> = {
  standard: standardWay,
  village: villageWay,
  villagePersonal: [
    ...villageWay.map((step) => (step.verb === 'review' ? { ...step, to: 'confidentiality' as const } : step)),
    { verb: 'clear', from: 'confidentiality', to: 'signoff', act: 'disclosure.clear' },
    { verb: 'sendBack', from: 'confidentiality', to: 'draft', act: 'disclosure.clear' },
    { verb: 'pullBack', from: 'confidentiality', to: 'draft', act: 'village.fill' },
  ],
};

/** The transition that a verb makes from a state on a route; undefined: it makes none. */
export function transitionOf(verb: Verb, from: VersionState, route: Route): Transition | undefined {
  return ways[route].find((transition) => transition.verb === verb && transition.from === from);
}

/** Whether a step is taken on the village's sheet (village/), which knows more than the document that is made from it. */
export const isOfSheet = ({ act }: Transition): boolean => act.startsWith('village.');

/** Who has had a hand in a version so far. */
export interface Hands {
  /** Everybody who wrote in it. */
  drafters: readonly string[];
  reviewedBy: string | null;
  route: Route;
}

/**
 * Why this person may not do the verb although the role would allow it, or undefined: four eyes at every step, and
 * three persons for a publication (谁上传谁负责、谁审核谁负责、谁签发谁负责).
 */
export function personFault(
  verb: Verb,
  personId: string | null,
  { drafters, reviewedBy, route }: Hands,
): string | undefined {
  const hasDrafted = personId !== null && drafters.includes(personId);
  switch (verb) {
    case 'review':
    case 'clear':
      return hasDrafted ? '这份文件您参与了起草，应由别的同志审查。' : undefined;
    case 'sign':
      // The committee has looked at the village's sheet, and the meeting has decided: whoever wrote it posts it.
      if (route !== 'standard') return undefined;
      if (hasDrafted) return '这份文件您参与了起草，应由别的领导签发。';
      return personId !== null && personId === reviewedBy ? '这份文件是您审核的，应由别的领导签发。' : undefined;
    case 'pullBack':
      return hasDrafted ? undefined : '只有起草人能撤回修改；审查的同志请用“退回修改”。';
    case 'submit':
    case 'sendBack':
    case 'discard':
      return undefined;
    default:
      return verb satisfies never;
  }
}

export const validityNames = { valid: '有效', invalid: '失效', repealed: '废止' } as const;
export type Validity = keyof typeof validityNames;

export const withdrawalNames = {
  error: '内容有误',
  replaced: '已由新文件代替',
  withdrawn: '依法不再公开',
} as const;
export type WithdrawalKind = keyof typeof withdrawalNames;

/** The index number (索引号) of a body's n-th publication of a year, e.g. `210681-05/2026-00001`. Given once, at first publication. */
export function indexNumber(bodyCode: string, year: number, sequence: number): string {
  return `${bodyCode}/${year}-${String(sequence).padStart(5, '0')}`;
}

/** What of a version is its content: what a reader is shown, and what the signature stands for. */
export interface Content {
  title: string;
  documentNumber: string;
  issuedOn: string | null;
  validity: string;
  html: string;
}

/** The one way to write a content down (JSON, keys in order, text in Unicode form C), so that anybody can compute its hash again. */
export function canonicalContent({ title, documentNumber, issuedOn, validity, html }: Content): string {
  return JSON.stringify({ documentNumber, html, issuedOn, title, validity }).normalize('NFC');
}

/** What a draft that answers an obligation begins with: the item's category, and a title of who, what and for when. */
export function draftBeginning(
  bodyName: string,
  { level1, level2, level3, event, period }: Record<'level1' | 'level2' | 'level3' | 'event' | 'period', string>,
): { category: string; title: string } {
  const item = level3 || level2 || level1;
  const isSpanOfTime = /^\d/.test(period);
  const span = isSpanOfTime ? periodWords(period) : '';
  return { category: level1, title: `${bodyName}${span}${item}${event && `（${event}）`}` };
}

/** What is missing before a draft may be submitted, one message per field; empty: nothing. */
export function submitFaults({ title, html, issuedOn }: Content, text: string, today: string): Record<string, string> {
  const faults: Record<string, string> = {};
  if (!title.trim()) faults['title'] = '请填写标题';
  if (!html.trim() || !text.trim()) faults['html'] = '正文还是空的';
  if (!issuedOn) faults['issuedOn'] = '请填写成文日期';
  else if (issuedOn > today) faults['issuedOn'] = '成文日期不能晚于今天';
  return faults;
}

const clockOfDay = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as people say it, in Shanghai's time: 5月15日 09:32. */
export function spokenTime(instant: Date): string {
  const parts = Object.fromEntries(clockOfDay.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts['month']}月${parts['day']}日 ${parts['hour']}:${parts['minute']}`;
}
