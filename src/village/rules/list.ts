import { explainTerm } from '../../catalogue/rules/explain.ts';
import { parseTerm } from '../../catalogue/rules/parse.ts';
import type { ReadItem } from '../../catalogue/rules/rows.ts';

/** The township's prescribed list (村务公开事项清单) and what a push makes of it. Pure. */

export const groupingNames = { party: '党务公开', affairs: '村务公开', finance: '财务公开' } as const;
export type Grouping = keyof typeof groupingNames;

export const formNames = { money: '收支表', people: '名单和金额', text: '文字' } as const;
export type SheetForm = keyof typeof formNames;

export interface ListEntry {
  /** Stays with the entry while its words change. */
  key: string;
  grouping: Grouping;
  name: string;
  content: string;
  legalBasis: string;
  timeLimit: string;
  form: SheetForm;
  /** To be decided by 村党组织和村委会联席会议 (两委联席会议) before it is public. */
  needsMeeting: boolean;
  /** Only these villages, beside what all have; empty: every village of the township. */
  villageIds: string[];
}

/** The name under which a township's list stands among the catalogues. */
export const listName = (townshipName: string): string => `${townshipName}村务公开事项清单`;

/** Names of villages in the responsible column end in a law's word, so that any reader knows who is meant. */
const responsible = '村民委员会';

/** How the catalogue knows an entry: the same name in the next version is the same item. */
export const itemKey = ({ grouping, name }: Pick<ListEntry, 'grouping' | 'name'>): string =>
  `${groupingNames[grouping]}/${name.normalize('NFKC').replaceAll(/[\s“”"']+/g, '')}`;

/** The list as catalogue items that bind the township's villages. */
export function itemsOfList(entries: readonly ListEntry[], villageIds: readonly string[]): ReadItem[] {
  return entries.map((entry, at) => ({
    row: at + 1,
    key: itemKey(entry),
    level1: groupingNames[entry.grouping],
    level2: entry.name,
    level3: '',
    content: entry.content,
    legalBasis: entry.legalBasis,
    timeLimit: entry.timeLimit,
    term: parseTerm(entry.timeLimit),
    responsible,
    channels: ['村务公开栏', '政府网站'],
    audience: 'public',
    manner: 'proactive',
    levels: ['village'],
    bodyIds: villageIds.filter((id) => entry.villageIds.length === 0 || entry.villageIds.includes(id)),
  }));
}

/** How a written cadence is read, in words; `isRead` is false where a person must say it otherwise. */
export function cadenceReading(timeLimit: string): { words: string; isRead: boolean } {
  const term = parseTerm(timeLimit);
  return { words: explainTerm(term), isRead: term.kind !== 'unknown' && term.kind !== 'refer' };
}

export interface ListChange {
  kind: 'added' | 'dropped' | 'changed';
  name: string;
  /** What changed, cell by cell: [what, before, after]. */
  cells: [string, string, string][];
}

const cellNames: [string, (entry: ListEntry) => string][] = [
  ['公开内容', ({ content }) => content],
  ['依据', ({ legalBasis }) => legalBasis],
  ['多久公开一次', ({ timeLimit }) => timeLimit],
  ['填写方式', ({ form }) => formNames[form]],
  ['两委联席会议', ({ needsMeeting }) => (needsMeeting ? '要' : '不要')],
];

/** What a push would change against what was pushed before. */
export function listChanges(before: readonly ListEntry[], after: readonly ListEntry[]): ListChange[] {
  const keyOf = (entry: ListEntry) => itemKey(entry);
  const old = new Map(before.map((entry) => [keyOf(entry), entry]));
  const fresh = new Set(after.map(keyOf));
  const changed = after.flatMap((entry): ListChange[] => {
    const was = old.get(keyOf(entry));
    if (!was) return [{ kind: 'added', name: entry.name, cells: [] }];
    const cells = cellNames.flatMap(([word, read]): [string, string, string][] =>
      read(was) === read(entry) ? [] : [[word, read(was), read(entry)]],
    );
    if (was.villageIds.toSorted().join() !== entry.villageIds.toSorted().join())
      cells.push(['哪些村', scope(was), scope(entry)]);
    return cells.length > 0 ? [{ kind: 'changed', name: entry.name, cells }] : [];
  });
  const dropped = before
    .filter((entry) => !fresh.has(keyOf(entry)))
    .map(({ name }): ListChange => ({ kind: 'dropped', name, cells: [] }));
  return [...changed, ...dropped];
}

const scope = ({ villageIds }: ListEntry) => (villageIds.length === 0 ? '全部村' : `${villageIds.length} 个村`);

/** What is wrong with a list, one message a field (`entries.3.name`); empty: nothing. */
export function listFaults(entries: readonly ListEntry[], villageIds: readonly string[]): Record<string, string> {
  const faults: Record<string, string> = {};
  const seen = new Map<string, number>();
  entries.forEach((entry, at) => {
    const first = seen.get(itemKey(entry));
    if (first !== undefined) faults[`entries.${at}.name`] = `和第 ${first + 1} 项同名，请改一个名称或删去一项`;
    else seen.set(itemKey(entry), at);
    if (!cadenceReading(entry.timeLimit).isRead)
      faults[`entries.${at}.timeLimit`] =
        `“${entry.timeLimit}”没有读懂，请换个说法，例如“每季度结束后10日内”“随时公开”“长期公开”`;
    if (!entry.villageIds.every((id) => villageIds.includes(id)))
      faults[`entries.${at}.villageIds`] = '有的村不在本乡镇，请重新选择';
  });
  return faults;
}

/** So many characters in a row that two names share speak of one thing: 村级财务收支, 财务收支明细. */
const sharedChars = 4;

/** Whether two items, of the township's list and of the county's catalogue, may well be answered by one sheet; a person decides. */
export function isAkin(one: string, other: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').replaceAll(/[和与及、的\s]/g, '');
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return true;
  return Array.from({ length: Math.max(0, a.length - sharedChars + 1) }).some((_, at) =>
    b.includes(a.slice(at, at + sharedChars)),
  );
}
