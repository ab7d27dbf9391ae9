/** The pilot domains (试点领域) of 基层政务公开标准目录, and what a sheet calls them. Pure. */

export interface Domain {
  name: string;
  /** Other names: earlier ones, renamed ones, how counties write them. Compared without spaces and in the usual width. */
  aliases: readonly string[];
}

/**
 * The 25 of 国办发〔2017〕42号, with 扶贫救灾 parted into two as 国办发〔2019〕54号 counts 26. Which 26, no official list at
 * hand says: 扶贫 and 救灾 are our parting. Aliases as current catalogues of counties use them.
 */
export const pilotDomains: readonly Domain[] = [
  { name: '城乡规划', aliases: ['国土空间规划', '自然资源', '规划管理', '城乡规划建设', '空间规划'] },
  { name: '重大建设项目', aliases: ['重大项目', '重点建设项目', '重大建设项目批准和实施'] },
  { name: '公共资源交易', aliases: ['公共资源', '公共资源配置', '公共资源交易管理'] },
  { name: '财政预决算', aliases: ['财政预算决算', '预决算', '财政资金', '财政信息', '预算决算'] },
  { name: '安全生产', aliases: ['安全生产监管', '安全监管'] },
  { name: '税收管理', aliases: ['税收', '税务', '税务管理'] },
  { name: '征地补偿', aliases: ['农村集体土地征收', '集体土地征收', '土地征收', '征地'] },
  {
    name: '拆迁安置',
    aliases: [
      '国有土地上房屋征收与补偿',
      '国有土地上房屋征收',
      '国有土地上房屋征收和补偿',
      '房屋征收与补偿',
      '房屋征收',
      '征收补偿',
    ],
  },
  { name: '保障性住房', aliases: ['住房保障', '保障性安居工程', '公共租赁住房', '保障房'] },
  { name: '农村危房改造', aliases: ['危房改造', '农村低收入群体等重点对象住房安全保障'] },
  { name: '环境保护', aliases: ['生态环境', '环保', '生态环境保护'] },
  { name: '公共文化服务', aliases: ['公共文化', '公共文化体育', '文化服务', '公共文化体育服务'] },
  { name: '公共法律服务', aliases: ['公共法律', '法律服务'] },
  { name: '扶贫', aliases: ['乡村振兴', '脱贫攻坚', '扶贫开发', '巩固脱贫攻坚成果', '精准扶贫'] },
  { name: '救灾', aliases: ['救灾生产', '灾害救助', '救灾救助', '防灾减灾救灾', '自然灾害救助', '应急救灾'] },
  { name: '食品药品监管', aliases: ['食品药品', '食药监管', '食品药品安全', '市场监管', '食品药品监督管理'] },
  { name: '城市综合执法', aliases: ['城管执法', '城市管理综合执法', '综合执法', '城市管理', '综合行政执法'] },
  { name: '就业创业', aliases: ['就业', '公共就业服务', '就业服务', '创业就业'] },
  { name: '社会保险', aliases: ['社保'] },
  { name: '社会救助', aliases: ['救助', '最低生活保障', '社会救助管理'] },
  { name: '养老服务', aliases: ['养老'] },
  { name: '户籍管理', aliases: ['户籍', '户政', '户籍业务'] },
  { name: '涉农补贴', aliases: ['农业补贴', '惠农补贴', '惠民惠农财政补贴', '惠农惠民补贴'] },
  { name: '义务教育', aliases: ['教育', '教育领域'] },
  { name: '医疗卫生', aliases: ['卫生健康', '卫生', '医疗', '公共卫生'] },
  { name: '市政服务', aliases: ['市政', '市政公用', '市政公共服务', '市政公用服务'] },
];

/** Domains of their own that counties and townships list beside the 26. */
export const localDomains: readonly Domain[] = [
  { name: '政府文件信息', aliases: ['政策文件', '政府文件', '规范性文件'] },
  { name: '统计', aliases: ['统计信息', '统计数据', '规划统计'] },
  { name: '旅游', aliases: ['文化旅游', '旅游服务'] },
  { name: '涉农资金', aliases: [] },
  { name: '概况信息', aliases: ['机构概况', '机构信息', '机构职能', '概况'] },
];

/** What is no domain. */
export const otherDomain = '其他';

const plain = (words: string): string => words.normalize('NFKC').replaceAll(/[\s“”"'‘’]+/g, '');

const byName: ReadonlyMap<string, string> = new Map(
  [...localDomains, ...pilotDomains].flatMap(({ name, aliases }) =>
    [name, ...aliases].map((word): [string, string] => [plain(word), name]),
  ),
);
/** Longer names first: 农村危房改造 is not 危房改造 with something before it. */
const words = [...byName.keys()].toSorted((a, b) => b.length - a.length);

// What stands around a domain's name in a title or on a tab: “（五）社会救助领域基层政务公开标准目录”.
const around =
  /^(?:附件)?(?:[（(]?(?:\d+|[一二三四五六七八九十]+)[)）、.．]*)?|(?:领域)?(?:基层)?(?:政务公开)?(?:标准)?(?:目录|清单|事项|指引|信息)?(?:表)?$/g;

/** The domain that a first-level item or a tab names, word for word or by an alias; '': none. */
export function domainNamed(name: string): string {
  const bare = plain(name);
  return byName.get(bare) ?? byName.get(bare.replaceAll(around, '')) ?? '';
}

/** The domain that a title or a file's name speaks of, in “…领域…”; '': none, or more than one. */
export function domainInTitle(title: string): string {
  const bare = plain(title);
  if (!/领域|标准目录|标准指引/.test(bare)) return '';
  const found = words.find((word) => word.length >= 3 && bare.includes(word));
  if (!found) return domainNamed(title);
  const rest = bare.replace(found, '');
  const second = words.find(
    (word) => word.length >= 4 && rest.includes(word) && byName.get(word) !== byName.get(found),
  );
  return second ? '' : (byName.get(found) ?? '');
}

/**
 * The domain of an item: by its own first or second level, else by the sheet's tab, title or file; '': 其他. A sheet's
 * name holds for all its rows, so that 综合业务 of the sheet 社会救助 is of that domain.
 */
export function domainOf(
  item: { level1: string; level2: string },
  sheet: { tab: string; title: string; fileName: string },
): string {
  return (
    domainNamed(item.level1) ||
    domainNamed(sheet.tab) ||
    domainInTitle(sheet.title) ||
    domainInTitle(sheet.fileName.replace(/\.[^.]*$/, '')) ||
    domainNamed(item.level2)
  );
}
