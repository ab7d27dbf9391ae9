import { readClause } from './clause.ts';
import type { Reading } from './clause/words.ts';
import { clausesOf, plainPhrase } from './phrase.ts';
import { isChange, type Term } from './term.ts';

const nothing: Term = {
  kind: 'unknown',
  event: null,
  amount: null,
  unit: null,
  every: null,
  on: null,
  posting: null,
  retention: null,
  channels: [],
  steps: [],
  unparsed: [],
};

interface Read extends Reading {
  clause: string;
}

/** A longer cell is an essay: no time limit that was ever published has a fifth of it. */
const cellAtMost = 2000;

/**
 * The term that a cell of 公开时限 states. Each clause is understood whole or stands in `unparsed`; with any piece
 * there the kind is 'unknown', because a wrong due date is worse than none.
 */
export function parseTerm(cell: string): Term {
  const phrase = plainPhrase(cell);
  if (phrase === '') return { ...nothing, unparsed: ['（空）'] };
  if (phrase.length > cellAtMost) return { ...nothing, unparsed: [phrase] };
  const { clauses, bracketed } = clausesOf(phrase);
  const read: Read[] = [];
  const unparsed: string[] = [];
  for (let at = 0; at < clauses.length; at += 1) {
    const clause = clauses[at] ?? '';
    const found = readOrSplit(clause);
    const next = clauses[at + 1];
    if (found) read.push(...found);
    else if (next !== undefined && isCondition(clause) && readCase(next)) {
      read.push({ clause, step: `${clause}，${next}` });
      at += 1;
    } else if (read.length > 0 && isSpecialCase(clause)) read.push({ clause, step: clause });
    else unparsed.push(clause);
  }
  for (const aside of bracketed) {
    const [condition, ...rest] = aside.split(/[，；。]/);
    const isCase =
      condition !== undefined && isCondition(condition) && rest.length > 0 && rest.every((piece) => readCase(piece));
    const said = aside.split(/[，；。]/).map((piece) => readOrSplit(piece));
    if (isCase || isSpecialCase(aside)) read.push({ clause: aside, step: aside });
    else if (said.every((found) => found !== undefined)) read.push(...said.flat());
    else unparsed.push(aside);
  }
  return combine(read, unparsed);
}

/** A clause read whole, or as its parts joined by 、 when each is understood, or as a posting before a term. */
function readOrSplit(clause: string): Read[] | undefined {
  const whole = readClause(clause);
  const head = readClause(clause.split('、')[0] ?? '');
  // A rule of form before the term (“条目化展示、信息形成…”) is not part of the event's name.
  if (whole && !(head?.step && !head.main && clause.includes('、'))) return [{ clause, ...whole }];
  for (const pieces of [clause.split('、'), splitAfterPosting(clause), splitBeforeStay(clause)]) {
    const readings = pieces.map((piece) => ({ clause: piece, reading: readClause(piece) }));
    if (pieces.length > 1 && readings.every(({ reading }) => reading))
      return readings.map(({ clause, reading }) => ({ clause, ...reading }));
  }
  return undefined;
}

/** “公示7天无异议后5个工作日内公开” says how long it is posted and, from there, when it is due. */
function splitAfterPosting(clause: string): string[] {
  const found = /^(.*?公示.*?\d+个?(?:工作日|日|天))(?:期满)?(无异议后)(.+)$/.exec(clause);
  return found ? [found[1] ?? '', `公示期满${found[2] ?? ''}${found[3] ?? ''}`] : [clause];
}

/** “每季度公示7天”, “20个工作日内公开并长期保留”: when it is due, then how long it stays. */
function splitBeforeStay(clause: string): string[] {
  const found =
    /^(.+内|每(?:月|季度?|半年|年))((?:(?:在|于|通过)[^\d，]{2,40}?)?公示.*\d.*)$/.exec(clause) ??
    /^(.+?(?:内|公开|公布|公示|发布|更新|[一1]次))((?:长期|常年|永久|保留|公示期|公开满).+)$/.exec(clause) ??
    /^(.+?)并((?:长期|常年|永久|保留|公示|及时|动态|实时|随时).+)$/.exec(clause) ??
    /^(.+?)并((?:在|于|通过)[^\d]+)$/.exec(clause);
  return found ? [found[1] ?? '', found[2] ?? ''] : [clause];
}

/** “集体财务往来较多的” makes the next clause hold in that case only. */
const isCondition = (clause: string): boolean => /^.{3,24}的$/.test(clause) && !/\d/.test(clause);

/** “财务收支情况应每月公布一次”: a term with its subject named before it. */
const readCase = (clause: string): boolean =>
  readClause(clause.replace(/^[^每及随实\d]{2,16}?(?:应当?|须)(?=[每及随实])/, ''))?.main !== undefined;

/** “涉及村民利益的重大事项应当随时公布”: another rule for a named kind of matter, beside the main one. */
const isSpecialCase = (clause: string): boolean =>
  /^.{0,16}(?:重大|重要|紧急|特殊)(?:的)?(?:事项|事件|情况)(?:应当?|须)?(?:及时|随时|实时|即时)(?:公布|公开|公示)$/.test(
    clause,
  );

function combine(read: Read[], unparsed: string[]): Term {
  const mains = read.filter(({ main }) => main);
  const main = chooseMain(mains);
  const postings = read.filter(({ posting }) => posting);
  const retentions = read.filter(({ retention }) => retention);
  const clash = [
    ...(main === 'clash' ? mains : []),
    ...(postings.length > 1 ? postings : []),
    ...(retentions.length > 1 ? retentions : []),
  ].map(({ clause }) => clause);
  const posting = postings[0]?.posting ?? null;
  const retention = retentions[0]?.retention ?? null;
  const all = [...unparsed, ...clash];
  const term: Term = {
    ...nothing,
    ...(main === 'clash' ? undefined : main),
    posting: all.length > 0 && postings.length > 1 ? null : posting,
    retention: all.length > 0 && retentions.length > 1 ? null : retention,
    channels: read.flatMap(({ channels }) => channels ?? []),
    steps: read.flatMap(({ step }) => step ?? []),
    unparsed: all,
  };
  if (all.length > 0) {
    // What was understood of a cell that is unclear as a whole is kept for the person who reads it.
    const understood = mains.map(({ clause }) => clause).filter((clause) => !all.includes(clause));
    const steps = [...new Set([...understood, ...term.steps])];
    return { ...term, kind: 'unknown', event: null, amount: null, unit: null, every: null, on: null, steps };
  }
  if (main && main !== 'clash') return { ...term, steps: [...term.steps, ...updatesBeside(mains, main)] };
  if (posting) return { ...term, kind: 'posting' };
  if (retention) return { ...term, kind: 'retention' };
  return { ...term, unparsed: read.map(({ clause }) => clause) };
}

/**
 * The clause that decides the due date. A number of days makes 及时 beside it exact; “及时更新” beside a period speaks of
 * changes in between; other pairs contradict each other.
 */
function chooseMain(mains: Read[]): Reading['main'] | 'clash' {
  const [first, second, third] = mains.map(({ main }) => main);
  if (!first || !second) return first;
  if (third) return 'clash';
  if (first.kind === 'prompt' && second.kind === 'prompt') return samePrompt(first, second);
  if (isSameLength(first, second) && agree(first, second)) return withEvent(first, second);
  const [soon, other] = first.kind === 'prompt' ? [first, second] : [second, first];
  if (soon.kind === 'prompt' && other.kind === 'within' && agree(soon, other)) return withEvent(other, soon);
  if (soon.kind === 'prompt' && ['within', 'periodic', 'date'].includes(other.kind) && isChange(soon.event))
    return other;
  return JSON.stringify(first) === JSON.stringify(second) ? first : 'clash';
}

type Main = NonNullable<Reading['main']>;

/** “及时更新” beside a period or a date does not set the date; it is kept as a step. */
const updatesBeside = (mains: Read[], main: Main): string[] =>
  mains
    .filter((one) => one.main?.kind === 'prompt' && main.kind !== 'prompt' && one.main.event !== null)
    .filter((one) => one.main?.event !== main.event)
    .map(({ clause }) => clause);

/** Whether two clauses can speak of the same event. */
const agree = (one: Main, other: Main): boolean =>
  one.event === null || other.event === null || one.event === other.event;

/** “3个工作日内公开，最长不超过3个工作日” says one thing twice. */
const isSameLength = (one: Main, other: Main): boolean =>
  one.kind === 'within' && other.kind === 'within' && one.amount === other.amount && one.unit === other.unit;

/** “及时公开，动态更新” holds for what is new and for what changes. */
const samePrompt = (one: Main, other: Main): Main | 'clash' =>
  agree(one, other) || isChange(one.event) !== isChange(other.event)
    ? { ...one, event: one.event === null || other.event === null ? null : one.event }
    : 'clash';

const withEvent = (term: NonNullable<Reading['main']>, other: NonNullable<Reading['main']>): Reading['main'] => ({
  ...term,
  event: term.event ?? other.event,
});
