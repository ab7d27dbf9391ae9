import { itemTitle, type VersionItem } from './difference.ts';

/** Items of a new version that may be items of the old one under another name. A person confirms each. Pure. */

export interface RenamePair {
  /** The key of the item that would be dropped, and what it is called. */
  from: string;
  fromItem: string;
  /** The key of the item that would be added, and what it is called. */
  to: string;
  toItem: string;
  /** How alike the two are: 0 to 1. */
  likeness: number;
}

/** Pairs less alike than this are not worth a question. */
const likenessAtLeast = 0.5;
/** So many comparisons take about a second. */
const comparisonsAtMost = 400_000;

/** Pairs of two characters in a row, each once. */
function bigrams(text: string): Set<string> {
  const plain = text.normalize('NFKC').replaceAll(/[\s\p{P}]+/gu, '');
  return new Set(Array.from({ length: Math.max(plain.length - 1, 0) }, (_, at) => plain.slice(at, at + 2)));
}

/** Sørensen–Dice: twice what both have, over what each has. */
function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size + other.size === 0) return 0;
  let both = 0;
  for (const pair of one) if (other.has(pair)) both += 1;
  return (2 * both) / (one.size + other.size);
}

const words = (item: VersionItem) => ({
  item,
  name: bigrams(`${item.level2}${item.level3}`),
  content: bigrams(item.content),
});

function likeness(one: ReturnType<typeof words>, other: ReturnType<typeof words>): number {
  const name = alike(one.name, other.name);
  const content = alike(one.content, other.content);
  // A new name over the same content is a rename; the same name under another first level is one too.
  return Math.max(name * 0.6 + content * 0.4, content * 0.8 + (one.item.level1 === other.item.level1 ? 0.1 : 0));
}

/** Pairs of dropped and added items that are alike, each item in one pair at most, the most alike first. */
export function renamePairs(before: readonly VersionItem[], after: readonly VersionItem[]): RenamePair[] {
  const old = new Set(before.map(({ key }) => key));
  const now = new Set(after.map(({ key }) => key));
  const dropped = before.filter(({ key }) => !now.has(key)).map(words);
  const added = after.filter(({ key }) => !old.has(key)).map(words);
  if (dropped.length * added.length > comparisonsAtMost) return [];
  const pairs = dropped
    .flatMap((one) => added.map((other) => ({ one, other, likeness: likeness(one, other) })))
    .filter((pair) => pair.likeness >= likenessAtLeast)
    .toSorted((a, b) => b.likeness - a.likeness);
  const taken = new Set<string>();
  return pairs.flatMap(({ one, other, likeness }) => {
    const [from, to] = [one.item.key, other.item.key];
    if (taken.has(`from ${from}`) || taken.has(`to ${to}`)) return [];
    taken.add(`from ${from}`).add(`to ${to}`);
    return [{ from, fromItem: itemTitle(one.item), to, toItem: itemTitle(other.item), likeness }];
  });
}
