/** What a column of a catalogue sheet can be, and the headings by which sheets of many counties name each. Pure. */

/** The fields that a column can fill, in the order of the standard form. */
export const fieldNames = {
  number: '序号',
  level1: '一级事项',
  level2: '二级事项',
  level3: '三级事项',
  level4: '四级事项',
  level5: '五级事项',
  level6: '六级事项',
  content: '公开内容（要素）',
  legalBasis: '公开依据',
  timeLimit: '公开时限',
  requirement: '公开要求（形式和时限合写）',
  responsible: '公开主体',
  channels: '公开渠道和载体',
  audience: '公开对象（写明的）',
  toPublic: '公开对象：全社会',
  toGroup: '公开对象：特定群体',
  toVillage: '公开对象：村民',
  toStaff: '公开对象：内部',
  manner: '公开方式（写明的）',
  proactive: '公开方式：主动',
  onRequest: '公开方式：依申请',
  levels: '公开层级（写明的）',
  county: '公开层级：县级',
  township: '公开层级：乡级',
  village: '公开层级：村级',
} as const;
export type Field = keyof typeof fieldNames;

/** 'extra': kept with the item under its heading; 'ignore': left out, because a person said so. */
export type ColumnUse = Field | 'extra' | 'ignore';

export const isField = (word: string): word is Field => Object.hasOwn(fieldNames, word);
export const isColumnUse = (word: string): word is ColumnUse => isField(word) || word === 'extra' || word === 'ignore';

// The words that say it beyond doubt; the first that fits a heading takes it.
const sure: readonly [Field, RegExp][] = [
  ['number', /^(?:序号|编号|序列|序|NO\.?)$/i],
  ['level1', /一级(?:公开)?(?:事项|目录|指标)?$/],
  ['level2', /二级(?:公开)?(?:事项|目录|指标)?$/],
  ['level3', /三级(?:公开)?(?:事项|目录|指标)?$/],
  ['level4', /四级(?:公开)?(?:事项|目录|指标)?$/],
  ['level5', /五级(?:公开)?(?:事项|目录|指标)?$/],
  ['level6', /六级(?:公开)?(?:事项|目录|指标)?$/],
  ['content', /^公开内容|^内容(?:标准|规范|要素|概述)|^公开要素/],
  ['legalBasis', /^(?:公开|法律|政策|法定|文件)?依据(?:（.*）)?$|^依据(?:名称|文件)$/],
  ['requirement', /^公开要求$/],
  ['timeLimit', /时限|^公开(?:时间|期限)$/],
  ['responsible', /主体$|^(?:责任(?:单位|部门|主体)|公开(?:单位|部门|责任单位))/],
  ['channels', /渠道|载体/],
  ['toPublic', /全社会|社会公众|面向社会/],
  ['toGroup', /特定(?:群体|群众|对象|人群)/],
  ['toVillage', /^(?:本村)?(?:村民|居民)$|公开对象.*(?:村民|居民)/],
  ['toStaff', /^(?:内部|单位内部|对内|机关干部)$|公开对象.*内部/],
  ['audience', /^公开(?:对象|范围)$/],
  ['proactive', /主动(?:公开)?$/],
  ['onRequest', /依申请/],
  ['manner', /^公开(?:方式|属性|类型)$/],
  ['county', /(?:^|公开层级)(?:县|市|区|州|旗)(?:（.*）)?级?$|(?:县级|市级|区级|州级|旗级)$/],
  ['township', /(?:乡级|镇级|乡镇级|镇街级|乡（镇）级|街道级|乡（镇、街道）级|苏木级)$/],
  ['village', /(?:村级|社区级|村（社区）级|乡、村级|嘎查级)$/],
  ['levels', /^公开层级$|^层级$/],
];

// What it may be where nothing says it better: each may fill the first of its fields that is still free.
const likely: readonly [readonly Field[], RegExp][] = [
  [['level1', 'level2', 'level3'], /^(?:目录类别|公开类别|具体职责|公开领域|试点领域|领域|类别|一级类别)$/],
  [['level2', 'level3', 'level1'], /^(?:目录名称|业务事项|事项名称|二级类别)$/],
  [['level2', 'level3'], /^公开事项(?:名称)?$/],
  [['level3', 'level1', 'level2'], /^(?:信息类别|具体事项|子项)$/],
  [['level1'], /^事项类别$/],
  [['legalBasis'], /依据(?!效力|位阶)/],
  [['responsible'], /^责任(?:科室|股室|处室)|承办(?:单位|部门)/],
];

/** A heading as it is compared: in the usual width, without spaces. */
export const plainHeading = (cell: string | undefined): string =>
  (cell ?? '').normalize('NFKC').replaceAll(/\s+/g, '').replaceAll('(', '（').replaceAll(')', '）');

/** Whether the words are a heading that sheets of this kind have: by it a header row is known. */
export const isKnownHeading = (cell: string): boolean => {
  const title = plainHeading(cell);
  return title !== '' && (sure.some(([, words]) => words.test(title)) || likely.some(([, words]) => words.test(title)));
};

/** What each column is, by its heading alone; columns that no field takes are kept as 'extra', empty ones left out. */
export function usesOf(headings: readonly string[]): ColumnUse[] {
  const taken = new Set<Field>();
  const uses: (ColumnUse | undefined)[] = headings.map((heading) => {
    const title = plainHeading(heading);
    const found = sure.find(([field, words]) => !taken.has(field) && words.test(title));
    if (found) taken.add(found[0]);
    return found?.[0];
  });
  return uses.map((use, at) => {
    if (use) return use;
    const title = plainHeading(headings[at]);
    if (title === '') return 'ignore';
    const fields = likely.find(([, words]) => words.test(title))?.[0] ?? [];
    const field = fields.find((one) => !taken.has(one));
    if (field) taken.add(field);
    return field ?? 'extra';
  });
}

/** What a catalogue cannot do without; `responsible` may also be said once for the whole sheet. */
export function lacking(uses: readonly ColumnUse[]): string[] {
  const has = (...fields: Field[]) => fields.some((field) => uses.includes(field));
  const lacks: string[] = [];
  if (!has('level1', 'level2')) lacks.push(fieldNames.level1);
  if (!has('level2', 'level3', 'content')) lacks.push(fieldNames.level2);
  if (!has('timeLimit', 'requirement')) lacks.push(fieldNames.timeLimit);
  if (!has('responsible')) lacks.push(fieldNames.responsible);
  return lacks;
}
