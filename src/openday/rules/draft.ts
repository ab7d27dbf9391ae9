import { inChinese } from './numeral.ts';
import { factTopics, type FactTopic } from './past.ts';
import type { Figure } from './figure.ts';
import {
  dayInWords,
  named,
  paragraph,
  remarkOr,
  text,
  type Paragraph,
  type Part,
  type SummaryNames,
} from './summary.ts';

/** Drafts of summaries. The sentences stand here once; each appears only when its records exist. Pure. */

export interface DraftInput extends SummaryNames {
  heldOn: string | null;
  isClosed: boolean;
  figures: readonly Figure[];
  remarks: Readonly<Record<string, string>>;
  /** Legal date on which the summary is made. */
  today: string;
  /** Instant of the figures, in words. */
  asOfText: string;
}

/** The texts that a draft may copy from the day's record. */
export function namesOf(input: Pick<DraftInput, keyof SummaryNames | 'figures'>): string[] {
  const fields = input.figures.flatMap(({ query }) => (query.name === 'visits' ? (query.params.field ?? []) : []));
  const labels = input.figures.flatMap(({ query, label }) => (query.name === 'fact' ? label : []));
  return [
    ...[input.bodyName, input.name, input.theme, input.place, input.notice, input.heldText],
    ...(input.ordinal === null ? [] : [ordinalText(input.ordinal)]),
    ...fields,
    ...labels,
  ].filter(Boolean);
}

const ordinalText = (ordinal: number) => `第${inChinese(ordinal)}届`;

/** “…活动” needs no second 活动 before 总结. */
const titleEnd = (name: string) => text(name.endsWith('活动') ? '总结' : '活动总结');
const titleStart = (input: DraftInput) => (input.name.startsWith(input.bodyName) ? [] : [named(input.bodyName)]);
const ifAny = (value: string, ...parts: Part[]) => (value ? parts : []);

/** The summary of a day that was recorded here. */
export function draftSummary(input: DraftInput): Paragraph[] {
  const has = (id: string) => input.figures.some((figure) => figure.id === id);
  const figure = (id: string, before: string, after = ''): Part[] =>
    has(id) ? [text(before), { kind: 'figure', id }, ...ifAny(after, text(after))] : [];
  return [
    paragraph('title', titleStart(input), named(input.name), titleEnd(input.name)),
    paragraph(
      'body',
      ifAny(input.notice, text('按照'), named(input.notice), text('要求，')),
      input.heldOn ? [{ kind: 'date', text: dayInWords(input.heldOn) }, text('，')] : [],
      named(input.bodyName),
      ifAny(input.place, text('在'), named(input.place)),
      text('组织开展了'),
      input.ordinal === null || input.name.includes(ordinalText(input.ordinal))
        ? []
        : [named(ordinalText(input.ordinal))],
      named(input.name),
      ifAny(input.theme, text('，主题是“'), named(input.theme), text('”')),
      text('。现将有关情况总结如下：'),
    ),
    ...(input.isClosed
      ? []
      : [paragraph('body', text('〔活动尚未结束，以下数字截至'), { kind: 'date', text: input.asOfText }, text('〕'))]),
    paragraph('heading', text('组织部署')),
    paragraph('body', remarkOr(input.remarks, 'organisation', '会议部署、方案制定和责任分工情况')),
    ...sentence(
      figure('stalls', '活动现场设置咨询展位'),
      figure('bodies', '参加活动的机构'),
      manyOf(input.figures, 'prepared'),
    ),
    paragraph('heading', text('活动开展情况')),
    ...receptionParagraphs(input, figure, has),
    ...numberedFields(input.figures),
    ...givenParagraphs(input.figures),
    paragraph('heading', text('存在的问题和下一步打算')),
    paragraph('body', remarkOr(input.remarks, 'problems', '存在的主要问题')),
    paragraph('body', remarkOr(input.remarks, 'next', '下一步打算')),
    paragraph('signature', named(input.bodyName)),
    paragraph('date', { kind: 'date', text: dayInWords(input.today) }),
  ];
}

/** One paragraph of clauses, or none where there is no clause. */
function sentence(...clauses: Part[][]): Paragraph[] {
  const said = clauses.filter((clause) => clause.length > 0);
  if (said.length === 0) return [];
  const joined = said.flatMap((clause, index) => (index > 0 ? [text('，'), ...clause] : clause));
  return [paragraph('body', joined, text('。'))];
}

function receptionParagraphs(
  input: DraftInput,
  figure: (id: string, before: string, after?: string) => Part[],
  has: (id: string) => boolean,
): Paragraph[] {
  if (!has('visits'))
    return [paragraph('body', remarkOr(input.remarks, 'reception', '没有来访登记，请说明接待群众的情况'))];
  const kinds = (['consultation', 'complaint', 'suggestion', 'help', 'report'] as const)
    .map((kind) => figure(`kind-${kind}`, kindWords[kind]))
    .filter((parts) => parts.length > 0);
  const split = kinds.flatMap((parts, index) => [text(index > 0 ? '、' : '，其中'), ...parts]);
  return [
    paragraph('subheading', text('接待群众')),
    paragraph('body', figure('visits', '接待来访群众'), split, text('。')),
    ...sentence(
      [...figure('answered', '当场答复'), ...figure('answered-rate', '，占全部来访的')],
      figure('handed-over', '没有当场答复的', '已登记编号并转交有关机构答复'),
    ),
    ...sentence([...figure('rated', '有', '对答复作出评价'), ...figure('satisfied-rate', '，其中表示满意的占')]),
    ...sentence(figure('late', '活动结束后补录')),
  ];
}

const kindWords = { consultation: '咨询', complaint: '投诉', suggestion: '建议', help: '求助', report: '反映情况' };

function numberedFields(figures: readonly Figure[]): Paragraph[] {
  const fields = figures.filter(({ id }) => id.startsWith('field-'));
  if (fields.length === 0) return [];
  const list = fields.flatMap(({ id, query }, index): Part[] => [
    ...(index > 0 ? [text('、')] : []),
    named(query.name === 'visits' ? (query.params.field ?? '') : ''),
    text('（'),
    { kind: 'figure', id },
    text('）'),
  ]);
  return [
    paragraph('subheading', text('群众关注的问题')),
    paragraph('body', text('群众问得较多的是'), list, text('。')),
  ];
}

function givenParagraphs(figures: readonly Figure[]): Paragraph[] {
  const given = manyOf(figures, 'given');
  return given.length === 0 ? [] : [paragraph('subheading', text('资料发放')), paragraph('body', given, text('。'))];
}

/** “发放便民手册120册，发放宣传单300张”: every figure of one query, each with its label. */
function manyOf(figures: readonly Figure[], query: 'given' | 'prepared'): Part[] {
  return figures
    .filter((figure) => figure.query.name === query)
    .flatMap(({ id, label }, index): Part[] => [text(`${index > 0 ? '，' : ''}${label}`), { kind: 'figure', id }]);
}

/** `namedPlace`: whose account it is by its own words; empty: it does not say. */
export type PastDraftInput = DraftInput & { topics: Readonly<Record<string, FactTopic>>; namedPlace: string };

/** What an earlier year's account says, set in order: its own figures, and nothing that it does not say. */
export function draftPastSummary(input: PastDraftInput): Paragraph[] {
  const grouped = (Object.keys(factTopics) as FactTopic[])
    .map((topic) => ({ topic, figures: input.figures.filter(({ id }) => input.topics[id] === topic) }))
    .filter(({ figures }) => figures.length > 0);
  return [
    paragraph('title', named(input.name), text('情况（据往年总结整理）')),
    paragraph('heading', text('基本情况')),
    paragraph('body', ...pastBasics(input)),
    paragraph('heading', text('活动数字')),
    ...(grouped.length === 0 ? [paragraph('body', text('原文没有写明活动的数字。'))] : []),
    ...grouped.flatMap(({ topic, figures }) => [
      paragraph('subheading', text(factTopics[topic])),
      paragraph(
        'body',
        figures.flatMap(({ id, label }, index): Part[] => [
          ...(index > 0 ? [text('；')] : []),
          named(label),
          { kind: 'figure', id },
        ]),
        text('。'),
      ),
    ]),
    paragraph('signature', named(input.bodyName)),
    paragraph('date', { kind: 'date', text: dayInWords(input.today) }),
  ];
}

function pastBasics(input: PastDraftInput): Part[] {
  return [
    text('本材料根据往年总结原文（示例）整理，文中数字都是原文写明的。'),
    ...(input.namedPlace
      ? [text('原文写的是“'), named(input.namedPlace), text('”。')]
      : [text('原文没有写明机构名称。')]),
    ...ifAny(input.notice, text('活动依据'), named(input.notice), text('开展。')),
    ...(input.heldText ? [text('活动时间为'), named(input.heldText), text('，')] : [text('原文没有写明活动日期，')]),
    remarkOr(input.remarks, 'year', '原文没有写明年份'),
    text('。'),
    ...ifAny(input.place, text('活动地点为'), named(input.place), text('。')),
    ...ifAny(input.theme, text('主题为“'), named(input.theme), text('”。')),
  ];
}
