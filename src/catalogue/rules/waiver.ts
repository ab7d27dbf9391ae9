/** On what ground an obligation may be waived (经批准不公开). Pure. */

/**
 * 政府信息公开条例 (国令711号) 第十四条 to 第十六条, and what is no exemption at all: there is nothing to publish.
 * `isHeldBack`: something exists and is held back, so that art. 18 asks to look at it again.
 */
export const waiverGrounds = {
  none: { words: '本期没有这项内容', source: '没有可公开的内容', isHeldBack: false },
  E14a: { words: '依法确定为国家秘密', source: '《政府信息公开条例》第十四条', isHeldBack: true },
  E14b: { words: '法律、行政法规禁止公开', source: '《政府信息公开条例》第十四条', isHeldBack: true },
  E14c: {
    words: '公开后可能危及国家安全、公共安全、经济安全、社会稳定',
    source: '《政府信息公开条例》第十四条',
    isHeldBack: true,
  },
  E15: {
    words: '商业秘密、个人隐私等公开会损害第三方合法权益',
    source: '《政府信息公开条例》第十五条',
    isHeldBack: true,
  },
  E16a: {
    words: '内部事务信息（人事管理、后勤管理、内部工作流程）',
    source: '《政府信息公开条例》第十六条第一款',
    isHeldBack: true,
  },
  E16b: {
    words: '过程性信息（讨论记录、过程稿、磋商信函、请示报告）',
    source: '《政府信息公开条例》第十六条第二款',
    isHeldBack: true,
  },
  E16c: { words: '行政执法案卷信息', source: '《政府信息公开条例》第十六条第二款', isHeldBack: true },
} as const;
export type WaiverGround = keyof typeof waiverGrounds;

/** What is held back is looked at again after so long (动态调整机制, 政府信息公开条例第十八条 sets no number; our default). */
export const reviewAfterMonths = 12;

/** The ground as the public reads it; undefined: not one of ours. */
export function groundWords(ground: string | null): string | undefined {
  return ground !== null && ground in waiverGrounds ? waiverGrounds[ground as WaiverGround].words : undefined;
}
