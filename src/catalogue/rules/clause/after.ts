import { amountOf, amountUnit, atMost, eventOf, main, publish, publishInTime, type Reader } from './words.ts';

const withinShapes = [
  new RegExp(`^${atMost}*(.*?)${atMost}*${amountUnit}(?:之|以)?内${publishInTime}$`),
  new RegExp(`^${atMost}*(.+之日起)${atMost}*${amountUnit}${publishInTime}$`),
  new RegExp(`^(.*?)${atMost}+${amountUnit}${publishInTime}$`),
  /^(|.{2,30}后)(\d{1,3})(个?工作日)$/,
];

/** “信息形成之日起20个工作日内公开”: so long after an event. */
export const within: Reader = (clause) => {
  for (const shape of withinShapes) {
    const found = shape.exec(clause);
    const event = found && eventOf(found[1]);
    const amount = found && amountOf(found[2], found[3]);
    // “自公开之日起20日内” counts from what it limits; “自公示之日起7天” says how long it hangs.
    const isCircular =
      /^(?:公开|公布|发布)$/.test(event ?? '') || (/^(?:公示|公告|张贴)$/.test(event ?? '') && !/内/.test(clause));
    if (amount && event !== undefined && !isCircular) return main({ kind: 'within', event, ...amount });
  }
  return undefined;
};

const sameDay = new RegExp(`^(.*?)(?:的|之)?(?:当日|当天|即日|同日|当场)${publish}$`);
const nextDay = new RegExp(`^(.*?)(?:的|之)?(次日|(?:次|下1)个?工作日)${publish}$`);
const meanwhile = new RegExp(`^在?(.{2,30}?)(?<!及|实|随|即|适|按|届|定|同)时(?:同步|同时)${publish}$`);
const together = /^与(.{2,20}?)(?:同步|同时)(公开|公布|公示|发布)$/;

/** “决定作出当日”, “与政策文件同步公开”: on the day of an event, or the day after. */
export const atOnce: Reader = (clause) => {
  const beside = together.exec(clause);
  if (beside) {
    const event = eventOf(beside[1]);
    return event ? main({ kind: 'within', event: event + (beside[2] ?? ''), amount: 0, unit: 'day' }) : undefined;
  }
  const next = nextDay.exec(clause);
  const during = meanwhile.exec(clause) ?? /^在(.{4,30})时$/.exec(clause);
  const found = sameDay.exec(clause) ?? next ?? during;
  const event = found && eventOf(found[1]);
  if (!found || event === undefined || (event === null && during)) return undefined;
  if (next) return main({ kind: 'within', event, amount: 1, unit: next[2] === '次日' ? 'day' : 'workingDay' });
  return main({ kind: 'within', event, amount: 0, unit: 'day' });
};

const soon = new RegExp(
  `^(.*?)(?:应当?|须|依法|依规|主动)*(?:及时|实时|随时|即时|立即|第一时间|动态){1,2}(?:予以)?(调整|更新)?${publish}$`,
);
// “随时发生随时公开”
const asItComes = /^随时?(?:发生|产生|形成|有|批|办)$/;
const progress = /^(?:(?:按|按照|根据|依据)[^，]{0,10}(?:进展|情况|阶段|进度)|分阶段|分批次?)$/;

/** “及时公开”, “审批后及时公示”, “动态更新”: without a number. */
export const promptly: Reader = (clause) => {
  const found = soon.exec(clause);
  if (!found) return undefined;
  const head = (found[1] ?? '').replace(/^(?:如果?|若|一旦)?(?:遇有|有|遇|发生)(?=变|调整|修改|更新)/, '');
  const updates = Boolean(found[2]) || /更新(?:1次|一次)?$/.test(clause);
  if (head === '' || asItComes.test(head)) return main({ kind: 'prompt', event: updates ? '信息变更' : null });
  if (progress.test(head)) return { ...main({ kind: 'prompt' }), step: head };
  if (!/(?:后|之日起|起|时|变更|变动|变化|调整)$/.test(head)) return undefined;
  const event = eventOf(head.replace(/时$/, '后'));
  return event ? main({ kind: 'prompt', event }) : undefined;
};

/** “审核后公示”: after an event, without a word of how soon. */
export const afterwards: Reader = (clause) => {
  const found = /^(.{2,20}?)(?:之|以)?后(?:予以|向社会)?(?:公开|公示|公布|公告)$/.exec(clause);
  const event = found && eventOf(found[1]);
  return event ? main({ kind: 'prompt', event }) : undefined;
};

/** Matters published stage by stage or one by one. */
export const stages: Reader = (clause) => {
  if (/^每完成[一1]个阶段(?:后)?(?:应当?)?(?:及时)?(?:公布|公开)?(?:进展情况|进展)?$/.test(clause))
    return { ...main({ kind: 'prompt', event: '完成一个阶段' }), step: clause };
  return /^一事一(?:公开|公示)$/.test(clause) ? { ...main({ kind: 'prompt' }), step: clause } : undefined;
};
