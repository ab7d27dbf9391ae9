import { z } from 'zod';
import { precisions, type Precision } from './numeral.ts';

/** Earlier years' accounts (往届总结): the text word for word, and the reviewed figures taken out of it. Pure. */

/** What a figure speaks of, in the order in which a summary tells it. */
export const factTopics = {
  organisation: '组织部署',
  publicity: '宣传布置',
  reception: '现场接待',
  material: '资料发放',
  learning: '学习培训',
  reform: '清单与事项',
} as const;
export type FactTopic = keyof typeof factTopics;

const topicNames = Object.keys(factTopics) as [FactTopic, ...FactTopic[]];
const precisionNames = Object.keys(precisions) as [Precision, ...Precision[]];

/** One figure that an account states; `quote` are its own words and hold this one number. */
export const pastFact = z.object({
  topic: z.enum(topicNames),
  key: z.string().regex(/^[a-z-]{3,40}$/),
  label: z.string().min(2),
  value: z.number(),
  unit: z.string().min(1),
  precision: z.enum(precisionNames),
  quote: z.string().min(2),
});

/** The reviewed reading of one account. All texts but `label` occur in it word for word; empty: it does not say. */
export const pastDay = z.object({
  account: z.string(),
  /** Code of the sample county's body under which it is shown. */
  body: z.string(),
  /** Whose account it is by its own words. */
  namedPlace: z.string(),
  name: z.string().min(1),
  ordinal: z.number().int().positive().nullable(),
  ordinalQuote: z.string(),
  heldText: z.string(),
  theme: z.string(),
  place: z.string(),
  notice: z.string(),
  facts: z.array(pastFact),
  /** Numbers in the text that are no figure of the day, each with the reason. */
  reviewed: z.array(z.object({ text: z.string().min(1), why: z.string().min(1) })),
});
export type PastDay = z.infer<typeof pastDay>;
export const pastDays = z.array(pastDay);

/** The accounts of a collection, by their place in it (篇一 …), each word for word without its heading line. */
export function splitAccounts(text: string): Map<string, string> {
  const accounts = new Map<string, string>();
  const headings = [...text.matchAll(/^[ \uFEFF]*1政务公开日活动总结(篇[一二三四五六七八九十]+)[^\S\n]*\n/gm)];
  headings.forEach((heading, index) => {
    const from = heading.index + heading[0].length;
    accounts.set(heading[1] ?? '', text.slice(from, headings[index + 1]?.index).trim());
  });
  return accounts;
}

/** What a reader must be told of where the text comes from. `namedPlace` empty: the text names none. */
export const sourceSentence = (namedPlace: string, bodyName: string) =>
  namedPlace === bodyName
    ? '来源：往年总结原文（示例）。'
    : `来源：往年总结原文（示例）。${
        namedPlace ? `原文写的是“${namedPlace}”` : '原文没有写明机构名称'
      }，不是${bodyName}的总结，放在这里只作示例。`;
