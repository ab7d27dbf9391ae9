import { readChannels } from './channels.ts';
import { domainOf } from './domains.ts';
import { fieldNames, type ColumnUse } from './headings.ts';
import type { ExtraCell, Layout, RowFate, SheetItem } from './rows.ts';
import type { Binding } from './subject.ts';
import type { Term } from './term.ts';
import { audienceOfRow, levelsOfRow, mannerOfRow, wordsBesideTick, type Cells } from './ticks.ts';

/** From the cells of one row to the item that they describe. Pure. */

const longestCell = 4000;
export const levelFields = ['level1', 'level2', 'level3', 'level4', 'level5', 'level6'] as const;

/** How a person knows the item of a row. */
export const nameOf = ({ level1, level2, level3, content }: Cells): string =>
  [level1, level2 || level3 || content?.slice(0, 40)].filter(Boolean).join(' · ');

/** Why a row cannot be an item; undefined: it can. */
export function rejection(cells: Cells): Pick<RowFate, 'field' | 'text' | 'why'> | undefined {
  if (!cells.level2 && !cells.level3 && !cells.content)
    return { field: '二级事项', text: '', why: '没有公开事项的名称，也没有公开内容' };
  if (!cells.level1 && !cells.level2) return { field: '一级事项', text: '', why: '没有一级事项，上一行也没有' };
  for (const [name, cell] of Object.entries(cells) as [keyof Cells, string][])
    if (cell.length > longestCell)
      return { field: fieldNames[name], text: `${cell.slice(0, 40)}……`, why: `这一格超过 ${longestCell} 字` };
  return undefined;
}

type Question = Pick<RowFate, 'field' | 'text' | 'why'>;
interface Once {
  bindOnce: (words: string) => Binding;
  termOnce: (words: string) => Term;
}

/** The item of a row's cells, and what of them a person must read. */
export function itemOf(cells: Cells, line: readonly string[], layout: Layout, { bindOnce, termOnce }: Once) {
  const { content = '', legalBasis = '', responsible = '', channels: channelsText = '' } = cells;
  const [level1 = '', level2 = '', level3 = ''] = levelsOf(cells, layout);
  const timeLimit = cells.timeLimit || timeIn(cells.requirement ?? '');
  const term = termOnce(timeLimit);
  const binding = bindOnce(responsible);
  const channels = readChannels(channelsText);
  const audience = audienceOfRow(cells, /村|居/.test(responsible) && !/县|市|区|乡|镇|局|政府/.test(responsible));
  const saysAudience = ['audience', 'toPublic', 'toGroup', 'toVillage', 'toStaff'].some((use) =>
    layout.uses.includes(use as ColumnUse),
  );
  const asked: Question[] = [
    ...askTerm(timeLimit, term),
    ...askSubject(responsible, binding),
    ...channels.unknown.map((text) => ({ field: '公开渠道和载体', text, why: '不是常用的渠道名称，先照原文保留' })),
    ...(saysAudience && !audience
      ? [{ field: '公开对象', text: cells.audience ?? '', why: '没有写明对谁公开，先按“全社会”' }]
      : []),
  ];
  const item: Omit<SheetItem, 'row' | 'sheet'> = {
    key: keyOf(level1, level2, level3),
    ...{ level1, level2, level3, content, legalBasis, timeLimit, term, responsible },
    channels: channels.required,
    optionalChannels: channels.optional,
    channelsText,
    audience: audience ?? 'public',
    manner: mannerOfRow(cells) ?? 'proactive',
    levels: levelsOfRow(cells),
    bodyIds: binding.bodyIds,
    domain: domainOf({ level1, level2 }, layout),
    extra: extraOf(line, layout),
  };
  return { item, asked };
}

/** The key by which the same item is known in the next version. */
export const keyOf = (...levels: string[]): string =>
  levels.map((word) => word.normalize('NFKC').replaceAll(/[\s“”"']+/g, '')).join('/');

const noLevel1 = '其他事项';

/** Three levels: a sheet with one level groups by domain; the fourth to the sixth are joined to the third. */
function levelsOf(cells: Cells, layout: Layout): [string, string, string] {
  const deep = levelFields
    .slice(2)
    .map((level) => cells[level])
    .filter(Boolean)
    .join(' › ');
  const { level1 = '', level2 = '', content = '' } = cells;
  if (level2) return [level1 || domainOf({ level1, level2 }, layout) || layout.tab || noLevel1, level2, deep];
  return [level1, deep || content.slice(0, 40), ''];
}

/** The part of a 公开要求 that says when; the whole cell is kept beside. */
function timeIn(requirement: string): string {
  const pieces = requirement.split(/[；;。\n]|，(?=[^，]*(?:日|及时|长期|每))/).map((piece) => piece.trim());
  const said = pieces.filter((piece) =>
    /\d|[一二三四五六七八九十]个?(?:工作日|日|天|月)|及时|实时|随时|长期|每[年月季半周]|常年/.test(piece),
  );
  return said.map((piece) => piece.replace(/^(?:公开|时限)?(?:时限|时间)?[:：]/, '')).join('；');
}

function askTerm(timeLimit: string, term: Term): Question[] {
  const field = '公开时限';
  if (timeLimit === '') return [{ field, text: '', why: '没有写公开时限' }];
  if (term.kind === 'unknown') return [{ field, text: timeLimit, why: `没有读懂：${term.unparsed.join('；')}` }];
  if (term.kind === 'refer') return [{ field, text: timeLimit, why: '按别处的规定办理，日期要人工确认' }];
  return [];
}

function askSubject(text: string, { bodyIds, unclear, isSaid }: Binding): Question[] {
  const field = '公开主体';
  if (text === '') return [{ field, text, why: '没有写公开主体' }];
  if (unclear.length > 0) return [{ field, text, why: `不知道是哪个机构：${unclear.join('、')}` }];
  if (bodyIds.length === 0 && !isSaid) return [{ field, text, why: '本县没有这样的机构' }];
  return [];
}

// Columns whose cells may say more than the tick that is read from them.
const choices = new Set<ColumnUse>([
  ...([
    'toPublic',
    'toGroup',
    'toVillage',
    'toStaff',
    'proactive',
    'onRequest',
    'county',
    'township',
    'village',
  ] as const),
]);
const writtenChoices = new Set<ColumnUse>(['audience', 'manner', 'levels', 'requirement']);

/** Every cell that no field of the item holds whole: nothing of the row is lost. */
function extraOf(line: readonly string[], { headings, uses }: Layout): ExtraCell[] {
  return line.flatMap((cell, at) => {
    const use = uses[at] ?? 'extra';
    const whole = cell.trim();
    const text = choices.has(use)
      ? wordsBesideTick(whole)
      : use === 'extra' || writtenChoices.has(use)
        ? whole
        : use === 'number' && !/^\d*$/.test(whole)
          ? whole
          : '';
    return text ? [{ heading: headings[at] || `第 ${at + 1} 列`, text }] : [];
  });
}
