import { audiences, type Audience } from './audience.ts';
import type { ExtraCell } from './rows.ts';

/** What changed between two versions of a catalogue, cell by cell, as people read it. Pure. */

/** An item as far as versions are compared. */
export interface VersionItem {
  key: string;
  level1: string;
  level2: string;
  level3: string;
  domain: string;
  content: string;
  legalBasis: string;
  timeLimit: string;
  responsible: string;
  channels: readonly string[];
  optionalChannels: readonly string[];
  audience: Audience;
  manner: 'proactive' | 'request';
  levels: readonly string[];
  extra: readonly ExtraCell[];
}

export interface ChangedCell {
  /** The column's name. */
  field: string;
  before: string;
  after: string;
}

export interface ChangedItem {
  key: string;
  /** As it is called now. */
  item: string;
  cells: ChangedCell[];
}

export interface NamedItem {
  key: string;
  item: string;
  timeLimit: string;
  responsible: string;
}

export interface Difference {
  added: NamedItem[];
  dropped: NamedItem[];
  changed: ChangedItem[];
  /** How many items are the same to the letter. */
  same: number;
}

const levelNames: Record<string, string> = { county: '县级', township: '乡级', village: '村级' };

/** What an item is called in a list. */
export const itemTitle = ({ level1, level2, level3 }: Pick<VersionItem, 'level1' | 'level2' | 'level3'>): string =>
  [level1, level2, level3].filter(Boolean).join(' › ');

/** The cells of an item with the names of their columns; columns that no field takes stand under their own heading. */
function cellsOf(item: VersionItem): Map<string, string> {
  const cells = new Map([
    ['一级事项', item.level1],
    ['二级事项', item.level2],
    ['三级事项', item.level3],
    ['领域', item.domain],
    ['公开内容', item.content],
    ['公开依据', item.legalBasis],
    ['公开时限', item.timeLimit],
    ['公开主体', item.responsible],
    ['必选渠道', item.channels.join('、')],
    ['可选渠道', item.optionalChannels.join('、')],
    ['公开对象', audiences[item.audience]],
    ['公开方式', item.manner === 'proactive' ? '主动公开' : '依申请公开'],
    ['公开层级', item.levels.map((level) => levelNames[level] ?? level).join('、')],
  ]);
  for (const { heading, text } of item.extra) cells.set(heading, [cells.get(heading), text].filter(Boolean).join('；'));
  return cells;
}

/** Line breaks and spaces that no reader sees are no change. */
const seen = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/g, '');

function changedCells(before: VersionItem, after: VersionItem): ChangedCell[] {
  const [old, now] = [cellsOf(before), cellsOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((field) => seen(old.get(field)) !== seen(now.get(field)))
    .map((field) => ({ field, before: old.get(field) ?? '', after: now.get(field) ?? '' }));
}

const named = (item: VersionItem): NamedItem => ({
  key: item.key,
  item: itemTitle(item),
  timeLimit: item.timeLimit,
  responsible: item.responsible,
});

/** Compares two versions by the keys of their items, in the order of the later one. */
export function difference(before: readonly VersionItem[], after: readonly VersionItem[]): Difference {
  const old = new Map(before.map((item) => [item.key, item]));
  const now = new Set(after.map(({ key }) => key));
  const changed = after.flatMap((item) => {
    const was = old.get(item.key);
    const cells = was ? changedCells(was, item) : [];
    return cells.length > 0 ? [{ key: item.key, item: itemTitle(item), cells }] : [];
  });
  const added = after.filter(({ key }) => !old.has(key)).map(named);
  return {
    added,
    dropped: before.filter(({ key }) => !now.has(key)).map(named),
    changed,
    same: after.length - added.length - changed.length,
  };
}

/** A difference in one sentence. */
export function differenceInWords({ added, dropped, changed, same }: Difference): string {
  if (added.length + dropped.length + changed.length === 0) return `没有变化，${same} 项都与上一版一样。`;
  return `新增 ${added.length} 项，取消 ${dropped.length} 项，改动 ${changed.length} 项，${same} 项不变。`;
}
