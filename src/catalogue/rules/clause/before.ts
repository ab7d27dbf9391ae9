import { amountOf, amountUnit, eventOf, main, publish, type Reader } from './words.ts';

const ahead = new RegExp(
  `^(.*?)(?:至少|应当?)*提前${amountUnit}((?:发|下发|通知|公告|公示|公布|公开|发布|预告|告知|邀请)*)$`,
);
const shapes = [
  new RegExp(`^(.+?)(?:之|以)?前${amountUnit}${publish}$`),
  new RegExp(`^(.+?)(?:的|之)?${amountUnit}(?:之|以)?前${publish}$`),
];
const unmeasured = new RegExp(`^(.{2,30}?)(?:之|以)?前${publish}$`);
// Words before 前 that make it a point in time or a number, not an event to come.
const pointInTime = /(?:[月年日号周天季度旬底末目当此之以日]|期限|上午|下午)$/;

/** “会议召开前5日公告”, “提前一周”, “开学前”: so long before an event, or at any time before it. */
export const before: Reader = (clause) => {
  const found = ahead.exec(clause);
  if (found) {
    const event = eventOf(found[1]);
    const amount = amountOf(found[2], found[3]);
    if (!amount || event === undefined) return undefined;
    return { ...main({ kind: 'before', event, ...amount }), step: found[4] || undefined };
  }
  for (const shape of shapes) {
    const [, words = '', digits, word] = shape.exec(clause) ?? [];
    // “形成之日起20日前” counts from what has happened: it contradicts itself.
    const event = /(?:起|后)的?$|^(?:公示|公告|张贴)$/.test(words) ? undefined : eventOf(words);
    const amount = amountOf(digits, word);
    if (amount && event) return main({ kind: 'before', event, ...amount });
  }
  if (/^事前(?:公开|公示|公布)?$/.test(clause)) return main({ kind: 'before' });
  const words = unmeasured.exec(clause)?.[1] ?? '';
  const event = pointInTime.test(words) || /(?:起|后)的?$/.test(words) ? undefined : eventOf(words);
  return event ? main({ kind: 'before', event }) : undefined;
};
