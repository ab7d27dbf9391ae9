import { main, publish, type Reader } from './words.ts';

const channelWords =
  /(?:公示栏|公开栏|公告栏|宣传栏|网站|网|电子屏|大厅|服务中心|平台|公报|公众号|微信|微博|微信群|广播|电视|报刊|媒体|专栏|现场|公示墙|公开墙)$/;

/** The channels a phrase names; undefined: something in it is none. */
export function channelsOf(words: string): string[] | undefined {
  const names = words.split(/[、和及]/).filter(Boolean);
  return names.length > 0 && names.every((name) => name.length <= 20 && channelWords.test(name)) ? names : undefined;
}

/** “并在村公示栏张贴”. */
export const channel: Reader = (clause) => {
  const found = /^(?:并|同时)*(?:在|通过|于)(.{2,40}?)(?:上|中|同步|同时)*(?:公开|公布|公示|发布|张贴|公告)$/.exec(
    clause,
  );
  const channels = channelsOf(found?.[1] ?? '');
  return channels ? { channels } : undefined;
};

const byRule =
  /^(?:严格)?(?:按|按照|依|依照|依据|根据|参照)[^每\d]{0,30}(?:部署|规定|要求|安排|时限|期限|时间|通知|计划)(?:执行|办理|公开|公布|进行|要求)*$/;
const legalTime = new RegExp(`^在?(?:法定|规定)的?(?:时限|期限|时间)(?:之?内)?${publish}$`);

/** “按照县财政统一部署执行”, “依法公开”, “同上”: the date stands elsewhere. */
export const refers: Reader = (clause) =>
  /^(?:同上|同前|〃|依法(?:依规)?(?:公开|公布|公示))$/.test(clause) || byRule.test(clause) || legalTime.test(clause)
    ? main({ kind: 'refer' })
    : undefined;

const formRule =
  /^(?:逐项公开|条目化展示|可链接至?.{0,20}|但?要?(?:应)?保持数据同源|数据同源|撤下|无异议|(?:对)?自然人(?:的)?满\d{1,2}年(?:的)?(?:撤下)?|.{0,8}时限较长(?:的)?事项|(?:法律法规规章|法律法规|法律、法规|法律)(?:对.{0,10}?)?另有规定的?(?:除外|从其规定)?|从其规定)$/;

/** Rules of form and reservations, which set no date. */
export const formRules: Reader = (clause) => (formRule.test(clause) ? { step: clause } : undefined);
