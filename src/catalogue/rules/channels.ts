/** The channels (公开渠道和载体) of the standard catalogue: what a cell ticks, in the standard words. Pure. */

export interface Channel {
  name: string;
  /** How sheets write it, scanned slips among them; compared without spaces, brackets and separators. */
  written: RegExp;
}

/** The 13 of the standard form, then those that counties add. The narrower stands before the wider. */
export const channels: readonly Channel[] = [
  { name: '征地信息公开平台', written: /征地信息公开(?:共享)?平台/ },
  { name: '12345政务服务热线', written: /12345|政务服务(?:便民)?热线|便民热线|市民热线/ },
  { name: '投资项目在线审批监管平台', written: /投资项目在线审批/ },
  { name: '公共资源交易平台', written: /公共资源交易(?:中心|服务)?(?:平台|网站?|中心)/ },
  { name: '招标投标公共服务平台', written: /招(?:标)?投标公共服务平台/ },
  { name: '信用中国网站', written: /信用中国|信用(?:信息)?网站|信用(?:信息)?平台/ },
  { name: '国家企业信用信息公示系统', written: /企业信用信息公示/ },
  { name: '基层公共服务平台', written: /基层公共服务平台/ },
  {
    name: '政府网站',
    written:
      /^(?:政府|政务|门户|部门|单位|县|区|市|乡镇|镇)*(?:门户)?网(?:站|$)|政府网|(?:监管|管理|主管)部门网站|信息公开平台$/,
  },
  { name: '政府公报', written: /公报/ },
  { name: '两微一端', written: /[两二2一]微[一1]?端|^两微$|微信|微博|公众号|客户端|新媒体|移动端/ },
  { name: '发布会/听证会', written: /发布会|听证会/ },
  { name: '广播电视', written: /广播|电视/ },
  { name: '纸质媒体', written: /纸质|报刊|报纸|宣传[册单页]|明白纸|手册/ },
  { name: '公开查阅点', written: /查阅[点处室]|阅览室|档案馆|图书馆/ },
  { name: '政务服务中心', written: /(?:政务|行政|便民)服务(?:中心|大厅)|服务大厅|办事大厅|办税服务厅|服务窗口/ },
  { name: '便民服务站', written: /便民(?:惠民)?服务(?:站|中心|点|室)|便民(?:惠民)?服务/ },
  { name: '入户/现场', written: /入户|现场|上门/ },
  {
    name: '社区/企事业单位/村公示栏（电子屏）',
    written: /公[示开告][栏牌墙]|公示公开栏|公告栏|存公示|电子(?:显示)?屏|LED|宣传栏|^(?:社区|企事业单位|村)$|张贴/i,
  },
  { name: '会议', written: /会议|^会$/ },
  { name: '精准推送', written: /精准推送|推送/ },
  { name: '其他', written: /^其[他它]/ },
];

export interface ReadChannels {
  /** Must be used (■), in the standard words; what no standard names stands as it is written. */
  required: string[];
  /** May be used (□): listed, and not ticked. */
  optional: string[];
  /** Pieces that no standard channel names. */
  unknown: string[];
}

const ticked = '■◆▲●★√✓✔☑☒✅🗹';
const open = '□☐◇△○▢⬜';
// Scanned sheets give 口 for □, t or ? for a mark: only where they stand as a mark does, before a name.
const slips: readonly [RegExp, string][] = [
  [/(^|[\s、,，;；)）])口\s*(?=[\p{Script=Han}\d])/gu, '$1□'],
  [/(^|[\s、,，;；])[?？]\s*(?=[\p{Script=Han}\d])/gu, '$1□'],
  [/(^|[\s、,，;；])[tT丫]\s*(?=\p{Script=Han})/gu, '$1■'],
  [/\[\s*[xX√]\s*\]/g, '■'],
  [/\[\s*\]|〔\s*〕/g, '□'],
];
const anyMark = new RegExp(`[${ticked}${open}]`, 'u');

/** Standard channel that the words name; undefined: none. */
export function channelNamed(words: string): string | undefined {
  const bare = words.normalize('NFKC').replaceAll(/[\s()（）“”"':：。.]+/g, '');
  if (bare === '') return undefined;
  // 社区/企事业单位/村公示栏(电子屏) holds names of others: the board is looked for first.
  if (/公示栏|公示拦|存公示/.test(bare)) return '社区/企事业单位/村公示栏（电子屏）';
  return channels.find(({ written }) => written.test(bare))?.name;
}

/**
 * The channels of a cell: those marked ■ are required, those marked □ optional; in a cell without marks those named are
 * the required ones. A name that is split over lines is put together.
 */
export function readChannels(cell: string): ReadChannels {
  const text = slips.reduce((words, [slip, mark]) => words.replaceAll(slip, mark), cell.replaceAll(/\s*\n\s*/g, ' '));
  const pieces = anyMark.test(text) ? marked(text) : plainly(text).map((words) => ({ words, isTicked: true }));
  const required = new Set<string>();
  const optional = new Set<string>();
  const unknown = new Set<string>();
  for (const { words, isTicked } of pieces) {
    const name = channelNamed(words);
    if (name === undefined) unknown.add(words);
    (isTicked ? required : optional).add(name ?? words);
  }
  return {
    required: [...required],
    optional: [...optional].filter((name) => !required.has(name)),
    unknown: [...unknown],
  };
}

function marked(text: string): { words: string; isTicked: boolean }[] {
  const before = text.slice(0, text.search(anyMark));
  const after = [...text.matchAll(new RegExp(`([${ticked}${open}])([^${ticked}${open}]*)`, 'gu'))];
  const pieces = after.flatMap(([, mark = '', words = '']) => {
    const name = words.replace(/[\s、,，;；。]+$/u, '').trim();
    return name ? [{ words: name, isTicked: ticked.includes(mark) }] : [];
  });
  // “政府网站■ 政府公报□”: the mark follows its name.
  if (pieces.length < after.length && before.trim() !== '' && after.at(-1)?.[2]?.trim() === '')
    return [...text.matchAll(new RegExp(`([^${ticked}${open}]+)([${ticked}${open}])`, 'gu'))].flatMap(
      ([, words = '', mark = '']) => {
        const name = words.replaceAll(/^[\s、,，;；。]+/gu, '').trim();
        return name ? [{ words: name, isTicked: ticked.includes(mark) }] : [];
      },
    );
  return [...plainly(before).map((words) => ({ words, isTicked: true })), ...pieces];
}

/** Names set side by side. A slash joins the parts of one name where together they name a standard channel. */
function plainly(text: string): string[] {
  return text
    .split(/[、,，;；。\s]+|(?<=[^\d])\d{1,2}[.．、](?=\p{Script=Han})/u)
    .flatMap((words) => (channelNamed(words) === undefined ? words.split('/') : [words]))
    .map((words) => words.trim())
    .filter(Boolean);
}
