/** What a tick, a word or a blank in a cell of 公开对象, 公开方式 and 公开层级 says. Pure. */

import { audiences, type Audience } from './audience.ts';
import type { Field } from './headings.ts';

export type Cells = Partial<Record<Field, string>>;

const marks = /^[√✓✔■◆▲●☑tT是有Y]+$/;
const none = /^[□口☐◇△○×✗xX否无\-—–－/／NＮ?？.。、]*$/;

/** Whether a cell under a choice chooses it: a tick, or words that say for whom or how (“低保对象”). */
export function isTicked(cell: string | undefined): boolean {
  const bare = (cell ?? '').normalize('NFKC').replaceAll(/\s+/g, '');
  return bare !== '' && !none.test(bare);
}

/** The words of a cell beside the tick; '': it only ticks. */
export function wordsBesideTick(cell: string | undefined): string {
  const bare = (cell ?? '').normalize('NFKC').replaceAll(/\s+/g, '');
  return bare === '' || marks.test(bare) || none.test(bare) ? '' : (cell ?? '').trim();
}

const written: readonly [Audience, RegExp][] = [
  ['public', /全社会|社会公众|面向社会|社会(?:公开)?$|公众|不限/],
  ['village', /村民|居民|本村|本社区|农户/],
  ['internal', /内部|本单位|本机关|机关干部|干部职工|对内/],
  ['group', /特定|对象|群体|当事人|申请人|相对人|利害关系|相关人/],
];

/** The audience that words name; undefined: none. “■全社会 □特定群体” names what is ticked. */
export function audienceInWords(cell: string): Audience | undefined {
  const bare = cell.normalize('NFKC').replaceAll(/\s+/g, '');
  const ticked = /[■◆▲√✓✔☑]/.test(bare)
    ? [...bare.matchAll(/[■◆▲√✓✔☑]([^■◆▲√✓✔☑□口☐]*)/g)].map(([, words = '']) => words).join('、')
    : bare;
  return written.find(([, words]) => words.test(ticked))?.[0];
}

/**
 * For whom a row is: the widest that is ticked or written. 特定群体 of what villages alone publish is that village's people
 * (村民委员会组织法第三十条). Undefined: the row says nothing.
 */
export function audienceOfRow(cells: Cells, isOfVillages: boolean): Audience | undefined {
  if (isTicked(cells.toPublic)) return 'public';
  if (isTicked(cells.toVillage)) return 'village';
  if (isTicked(cells.toGroup)) {
    const named = audienceInWords(wordsBesideTick(cells.toGroup));
    return isOfVillages || named === 'village' ? 'village' : 'group';
  }
  if (isTicked(cells.toStaff)) return 'internal';
  const named = audienceInWords(cells.audience ?? '');
  return named === 'group' && isOfVillages ? 'village' : named;
}

/** Whether the row is disclosed proactively or on request (依申请); undefined: it says nothing. */
export function mannerOfRow(cells: Cells): 'proactive' | 'request' | undefined {
  if (isTicked(cells.proactive)) return 'proactive';
  if (isTicked(cells.onRequest)) return 'request';
  const words = cells.manner ?? '';
  if (/主动/.test(words) && !/[□口☐]\s*主动/.test(words)) return 'proactive';
  return /依申请/.test(words) && !/[□口☐]\s*依申请/.test(words) ? 'request' : undefined;
}

export type Level = 'county' | 'township' | 'village';
const levelWords: Record<Level, RegExp> = {
  county: /县|市级|区级|州级|旗/,
  township: /乡|镇|街道|苏木/,
  village: /村|社区|嘎查/,
};

/** The levels (公开层级) that a row ticks or names. */
export function levelsOfRow(cells: Cells): Level[] {
  const all = Object.keys(levelWords) as Level[];
  const written = (cells.levels ?? '').replaceAll(/[□口☐]\s*[^\s■√□口☐、，,]+/g, '');
  return all.filter((level) => isTicked(cells[level]) || levelWords[level].test(written));
}

/** What a person reads for an audience. */
export const audienceWords = (audience: string): string =>
  audience in audiences ? audiences[audience as Audience] : audience;
