/** 六项制度: each is a record that the daily work leaves, not a page of text. Pure. */

export const institutionNames = [
  'responsibility',
  'deliberation',
  'rating',
  'feedback',
  'filing',
  'supervision',
] as const;
export type Institution = (typeof institutionNames)[number];

export const institutions: Record<Institution, { name: string; record: string }> = {
  responsibility: { name: '责任制度', record: '责任分工表：每个公开事项由谁经办、谁审核、谁签发' },
  deliberation: { name: '审议制度', record: '每份文件公开前的审核、保密审查、签发记录' },
  rating: { name: '评议制度', record: '政务公开日来访群众的满意度评价' },
  feedback: { name: '反馈制度', record: '政务公开日来访、村民质疑的答复记录' },
  filing: { name: '备案制度', record: '备案登记簿：每次公开、更正、撤下的备案号和上级确认' },
  supervision: { name: '监督制度', record: '逾期事项的补公开、备案整改意见及其答复' },
};

export const institutionFigures = {
  items: { institution: 'responsibility', label: '公开事项', unit: '项' },
  assigned: { institution: 'responsibility', label: '经办、审核、签发都有人', unit: '项' },
  reviewed: { institution: 'deliberation', label: '审核通过', unit: '次' },
  cleared: { institution: 'deliberation', label: '保密审查通过', unit: '次' },
  sentBack: { institution: 'deliberation', label: '退回修改', unit: '次' },
  signed: { institution: 'deliberation', label: '签发公开', unit: '次' },
  rated: { institution: 'rating', label: '收到评价', unit: '人次' },
  satisfied: { institution: 'rating', label: '其中满意', unit: '人次' },
  answered: { institution: 'feedback', label: '当场答复', unit: '人次' },
  handedOver: { institution: 'feedback', label: '转交办理', unit: '人次' },
  questioned: { institution: 'feedback', label: '村民质疑', unit: '件' },
  replied: { institution: 'feedback', label: '质疑已答复', unit: '件' },
  filed: { institution: 'filing', label: '备案', unit: '件' },
  confirmed: { institution: 'filing', label: '上级确认', unit: '件' },
  overdue: { institution: 'supervision', label: '期末仍逾期', unit: '项' },
  putRight: { institution: 'supervision', label: '逾期后补公开', unit: '项' },
  asked: { institution: 'supervision', label: '整改意见', unit: '条' },
  righted: { institution: 'supervision', label: '已答复整改', unit: '条' },
} as const satisfies Record<string, { institution: Institution; label: string; unit: string }>;
export type InstitutionFigure = keyof typeof institutionFigures;
export const figureNames = Object.keys(institutionFigures) as InstitutionFigure[];

export type FigureCounts = Record<InstitutionFigure, number>;
export const figuresOf = (institution: Institution): InstitutionFigure[] =>
  figureNames.filter((name) => institutionFigures[name].institution === institution);

/** An institution's figures in a line; “还没有记录” where it left none, which is no nought that was measured. */
export function institutionWords(institution: Institution, counts: FigureCounts): string {
  const names = figuresOf(institution);
  if (names.every((name) => counts[name] === 0)) return '还没有记录';
  return names
    .map((name) => `${institutionFigures[name].label} ${counts[name]} ${institutionFigures[name].unit}`)
    .join('，');
}

/** What is not recorded in the program yet, said plainly beside the figures. */
export const notRecordedYet: Partial<Record<Institution, string>> = {
  rating: '网上群众评议还没有记录。',
  feedback: '来信来访的答复反馈还没有记录。',
};
