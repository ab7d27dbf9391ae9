/** Which column of a catalogue sheet is what, by the names and variants of its one or two header rows. Pure. */

/** The largest sheet that is read: no county's catalogue has a tenth of it. */
export const rowsAtMost = 20_000;
export const columnsAtMost = 100;

export const columnNames = {
  number: '序号',
  level1: '一级事项',
  level2: '二级事项',
  level3: '三级事项',
  content: '公开内容（要素）',
  legalBasis: '公开依据',
  timeLimit: '公开时限',
  responsible: '公开主体',
  channels: '公开渠道和载体',
  toPublic: '公开对象：全社会',
  toGroup: '公开对象：特定群体',
  proactive: '公开方式：主动',
  onRequest: '公开方式：依申请',
  county: '公开层级：县级',
  township: '公开层级：乡级',
  village: '公开层级：村级',
} as const;
export type ColumnName = keyof typeof columnNames;

// The order matters: the first that fits a heading takes it.
const headings: readonly [ColumnName, RegExp][] = [
  ['number', /^(?:序号|编号|序列)$/],
  ['level1', /(?:^|公开事项|事项)一级(?:公开)?(?:事项|目录)$|^(?:一级|目录类别|信息类别|公开类别|事项类别)$/],
  ['level2', /二级(?:公开)?(?:事项|目录)$|^(?:二级|目录名称|业务事项|事项名称|公开事项)$/],
  ['level3', /三级(?:公开)?(?:事项|目录)$|^三级$/],
  ['content', /^公开内容|^内容(?:标准|规范|要素)|^公开要素/],
  ['legalBasis', /^(?:公开|法律|政策)?依据/],
  ['timeLimit', /时限|^公开(?:时间|期限)$/],
  ['responsible', /主体$|^(?:责任(?:单位|部门|科室|主体)|公开单位)/],
  ['channels', /渠道|载体/],
  ['toPublic', /全社会|社会公众/],
  ['toGroup', /特定(?:群体|群众|对象|人群)/],
  ['proactive', /主动(?:公开)?$/],
  ['onRequest', /依申请/],
  ['county', /(?:县级|市级|区级|州级)$/],
  ['township', /(?:乡级|镇级|乡镇级|镇街级|乡（镇）级|街道级)$/],
  ['village', /(?:村级|社区级|村（社区）级)$/],
];

const needed: readonly ColumnName[] = ['level1', 'level2', 'content', 'legalBasis', 'timeLimit', 'responsible'];

export interface Columns {
  at: Partial<Record<ColumnName, number>>;
  /** The first row below the header, counted from 0. */
  firstRow: number;
}

const plain = (cell: string | undefined): string =>
  (cell ?? '').normalize('NFKC').replaceAll(/\s+/g, '').replaceAll('(', '（').replaceAll(')', '）');

/** Finds the header in the first rows of a sheet: one row, or two where the upper one groups. `missing` names what lacks. */
export function findColumns(rows: readonly (readonly string[])[]): Columns | { missing: string[] } {
  let best: string[] | undefined;
  for (let row = 0; row < Math.min(rows.length, 10); row += 1) {
    for (const height of [2, 1]) {
      const at = mapHeadings(rows[row] ?? [], height === 2 ? (rows[row + 1] ?? []) : undefined);
      const missing = needed.filter((name) => at[name] === undefined).map((name) => columnNames[name]);
      if (missing.length === 0) return { at, firstRow: row + height };
      if (missing.length < (best?.length ?? needed.length)) best = missing;
    }
  }
  return { missing: best ?? needed.map((name) => columnNames[name]) };
}

function mapHeadings(upper: readonly string[], lower: readonly string[] | undefined): Columns['at'] {
  const at: Columns['at'] = {};
  const isHeading = upper.filter((cell) => headings.some(([, words]) => words.test(plain(cell)))).length;
  if (isHeading < 3) return at;
  for (let column = 0; column < Math.max(upper.length, lower?.length ?? 0); column += 1) {
    const above = plain(upper[column]);
    const below = plain(lower?.[column]);
    const title = lower && below && below !== above ? below : above;
    const found = headings.find(([name, words]) => at[name] === undefined && words.test(title));
    if (found) at[found[0]] = column;
  }
  // A single heading 公开事项 over one column is the item itself: a sheet with one level.
  return at;
}
