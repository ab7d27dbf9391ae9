import { afterwards, atOnce, promptly, stages, within } from './clause/after.ts';
import { channel, channelsOf, formRules, refers } from './clause/aside.ts';
import { before } from './clause/before.ts';
import { afterPeriod, inWeeks, periodic, periodicDay } from './clause/cadence.ts';
import { kept, posted } from './clause/stay.ts';
import type { Reader, Reading } from './clause/words.ts';
import { yearly } from './clause/yearly.ts';

// The narrower reader stands before the wider one.
const readers: readonly Reader[] = [
  kept,
  posted,
  afterPeriod,
  within,
  atOnce,
  periodicDay,
  inWeeks,
  yearly,
  before,
  stages,
  promptly,
  periodic,
  channel,
  refers,
  formRules,
  afterwards,
];

/** Characters; what is longer is no clause of a time limit, and reading it would only take time. */
const clauseAtMost = 120;

const withChannel =
  /^(.*?)(?:并|同时)?(?:在|于|通过)([^，\d]{2,40}?)(?:上|中)?((?:及时|主动|长期|予以|集中)*(?:公开|公布|公示|发布|张贴|公告|更新)(?:\d+个?(?:天|日|工作日)|[一1]次)?)$/;

/** What a clause says, by the first reader that understands the whole of it. */
export function readClause(clause: string): Reading | undefined {
  if (clause.length > clauseAtMost) return undefined;
  const whole = readers.map((reader) => reader(clause)).find(Boolean);
  if (whole) return whole;
  const [, head, words, tail] = withChannel.exec(clause) ?? [];
  const channels = channelsOf(words ?? '');
  if (head === undefined || !channels) return undefined;
  const rest = readers.map((reader) => reader(head + (tail ?? ''))).find(Boolean);
  return rest && { ...rest, channels: [...channels, ...(rest.channels ?? [])] };
}
