import { amountOf, amountUnit, type Reader } from './words.ts';

const postedShape = new RegExp(
  `^((?:(?!每)[^\\d不未非除前后内起在，]){0,8}?)(?:公示|公告|张贴|征求意见)(?:的?期限|的?时限|的?时间|期间|期|天数)?(?:为|是|应当?|一般|须)*(不得少于|不少于|不低于|至少|不短于)?(?:为)?${amountUnit}(以上)?(?:(?:且|期满)?无异议(?:的|后)?)?$`,
);

/** “公示期不少于7天”: how long it is posted. */
export const posted: Reader = (clause) => {
  const found = postedShape.exec(clause);
  const amount = found && amountOf(found[3], found[4]);
  const subject = found?.[1] ?? '';
  if (!amount || /长期|常年|永久|全年|[及实随即]时|立即|保留|同上|同前|依法|[一半]年|定期/.test(subject))
    return undefined;
  const isNamed = subject !== '' && !/^(?:公开|张榜|上墙|统一|集中|张贴)$/.test(subject);
  const posting = { ...amount, isAtLeast: Boolean(found?.[2] ?? found?.[5]) };
  return { posting, ...(isNamed ? { step: clause } : {}) };
};

const forever =
  /^(?:并|应当?|须|实行|予以|(?:公开|公示|保留|保存)(?:期限|时限|时间|期)(?:为)?)*(?:长期|常年|永久|全年)(?:公开|公示|公布|公告|保留|保存|展示|有效|张贴|悬挂|存放|公开展示)?$/;
const yearsShapes = [
  /^(?:保证|确保)(\d{1,2})(年)内?(?:可以?)查阅$/,
  /^(?:公开|公示|保留|保存|公开保留|展示)?满(\d{1,2})(年)(?:的?(?:后)?(?:予以)?撤下|后?撤下)?的?$/,
  /^(?:公开|保留|保存|公开保留|展示)(?:期限|时间|期)?(?:为|不少于|不得少于|不低于|至少|一般)*(\d{1,2})(年)(?:以上)?$/,
];
const until =
  /^(?:公开|公示|保留|保存|张贴|公开保留)至([^\d不未]{0,18}?(?:换届|结束|完成|竣工|期满|届满|终止|失效|撤销|废止|完毕))(?:之日|时)?(?:止|为止)?(?:后?撤下)?$/;

/** “长期公开”, “公开满5年撤下”, “保留至换届”: how long it stays public. */
export const kept: Reader = (clause) => {
  if (forever.test(clause)) return { retention: { isForever: true } };
  const event = until.exec(clause)?.[1];
  if (event) return { retention: { isForever: false, until: event } };
  const found = yearsShapes.map((shape) => shape.exec(clause)).find(Boolean);
  const amount = found && amountOf(found[1], found[2]);
  return amount ? { retention: { isForever: false, ...amount } } : undefined;
};
