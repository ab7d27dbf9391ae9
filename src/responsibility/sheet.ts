import { tableXlsx } from '../platform/xlsx.ts';
import type { FiveLine } from './queries/five.ts';
import type { InstitutionTable } from './queries/institutions.ts';
import { duties, dutyNames, missingDuties, type Assignment } from './rules/assigning.ts';
import { fiveKinds, fiveStates, fiveThings } from './rules/five.ts';
import { figureNames, institutionFigures, institutions } from './rules/institution.ts';

/** 五个落实 of all bodies in a year as an .xlsx. */
export const fiveXlsx = (lines: readonly FiveLine[], year: number, asOf: string): Promise<Buffer> =>
  tableXlsx({
    name: '五个落实',
    title: `${year} 年政务公开“五个落实”情况表`,
    note: `截至 ${asOf}，共 ${lines.length} 个机构，${lines.filter(({ gaps }) => gaps === 0).length} 个没有缺项。`,
    columns: [
      { title: '机构', width: 28 },
      { title: '缺几项', width: 8 },
      ...fiveKinds.map((kind) => ({ title: fiveThings[kind].name, width: 13 })),
      { title: '分管领导姓名', width: 14 },
      { title: '完成期限', width: 12 },
      { title: '超期', width: 8 },
    ],
    rows: lines.map((line) => [
      line.name,
      line.gaps,
      ...fiveKinds.map((kind) => fiveStates[line.states[kind]]),
      line.people,
      line.dueOn ?? '',
      line.isLate ? '已超期' : '',
    ]),
  });

/** The responsibility matrix (责任分工表) as an .xlsx. */
export const matrixXlsx = (
  bodyName: string,
  items: readonly (Assignment & { level1: string; level2: string; level3: string })[],
  asOf: string,
): Promise<Buffer> =>
  tableXlsx({
    name: '责任分工表',
    title: `${bodyName}政务公开责任分工表`,
    note: `截至 ${asOf}，共 ${items.length} 项，${items.filter((item) => missingDuties(item).length > 0).length} 项还有空缺。`,
    columns: [
      { title: '类别', width: 18 },
      { title: '公开事项', width: 36 },
      { title: '责任科室', width: 20 },
      ...dutyNames.map((duty) => ({ title: duties[duty], width: 16 })),
    ],
    rows: items.map((item) => [
      item.level1,
      [item.level2, item.level3].filter(Boolean).join(' · '),
      item.section,
      ...dutyNames.map((duty) => item[duty].name),
    ]),
  });

/** 六项制度 of a body and those under it as an .xlsx: a column a figure. */
export const institutionsXlsx = ({ body, from, to, total, lines }: InstitutionTable): Promise<Buffer> =>
  tableXlsx({
    name: '六项制度',
    title: `${body.name}政务公开六项制度落实情况表`,
    note: `${from} 至 ${to} 的记录；公开事项和逾期按 ${to} 当天计。`,
    columns: [
      { title: '机构', width: 28 },
      ...figureNames.map((name) => {
        const { institution, label, unit } = institutionFigures[name];
        return { title: `${institutions[institution].name}\n${label}（${unit}）`, width: 13 };
      }),
    ],
    rows: [{ ...total, name: lines.length > 0 ? '合计' : total.name }, ...lines].map(({ name, counts }) => [
      name,
      ...figureNames.map((figure) => counts[figure]),
    ]),
  });
