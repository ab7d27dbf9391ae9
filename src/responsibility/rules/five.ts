/**
 * 五个落实: what a body must have in place so that openness is somebody's work the whole year: a leader in charge, an
 * organ, people, money and rules. Each is a claim with evidence that somebody else confirms. Pure.
 */

export const fiveKinds = ['leader', 'agency', 'staff', 'fund', 'institution'] as const;
export type FiveKind = (typeof fiveKinds)[number];

/** Where the law asks for it; the five together are the county's practice (落实分管领导、机构、人员、经费、制度). */
export const fiveThings: Record<FiveKind, { name: string; asks: string; basis: string }> = {
  leader: {
    name: '分管领导',
    asks: '由哪位领导分管，分工文件是哪一份',
    basis: '领导责任制：主要领导负总责、分管领导主抓',
  },
  agency: {
    name: '专门机构',
    asks: '哪个科室是政府信息公开工作机构，设立文件是哪一份',
    basis: '《政府信息公开条例》（国令第711号）第四条',
  },
  staff: { name: '专职人员', asks: '谁专门做这项工作', basis: '《政府信息公开条例》（国令第711号）第四条、第四十八条' },
  fund: { name: '专项经费', asks: '本年安排了多少钱，预算文件是哪一份', basis: '县（市、区）政务公开工作要求' },
  institution: {
    name: '工作制度',
    asks: '有哪些措施和制度，制度文本在哪里',
    basis: '《政府信息公开条例》（国令第711号）第十七条、第四十六条',
  },
};

/** What stands in one line of the checklist. */
export interface FiveClaim {
  people: readonly { name: string }[];
  section: string;
  documentNumber: string;
  amount: number | null;
  /** The published disclosure that is linked as evidence. */
  disclosureId: string | null;
  files: number;
  validUntil: string | null;
  confirmedAt: Date | string | null;
  returnedRemark: string | null;
}

/** What a line still lacks, in words for the clerk; empty: nothing. */
export function missingOf(kind: FiveKind, claim: FiveClaim): string[] {
  const missing: string[] = [];
  if ((kind === 'leader' || kind === 'staff') && claim.people.length === 0) missing.push('姓名');
  if (kind === 'agency' && claim.section === '') missing.push('科室名称');
  if (kind === 'fund' && claim.amount === null) missing.push('金额');
  if (claim.documentNumber === '' && claim.files === 0 && claim.disclosureId === null)
    missing.push('证明（文号、附件或已公开的文件，有一样就行）');
  return missing;
}

export const fiveStates = {
  empty: '还没有填',
  incomplete: '没有填全',
  filled: '待核实',
  returned: '退回修改',
  confirmed: '已落实',
  expired: '已过有效期',
} as const;
export type FiveState = keyof typeof fiveStates;

/** How a line stands on a legal day; undefined: nobody has written anything. */
export function fiveState(kind: FiveKind, claim: FiveClaim | undefined, today: string): FiveState {
  if (!claim) return 'empty';
  if (claim.validUntil !== null && claim.validUntil < today) return 'expired';
  if (claim.confirmedAt !== null) return 'confirmed';
  if (claim.returnedRemark !== null) return 'returned';
  return missingOf(kind, claim).length > 0 ? 'incomplete' : 'filled';
}

/** Whether the body itself must still do something; what waits for confirmation is no gap of the body's. */
export const isGap = (state: FiveState): boolean => state !== 'confirmed' && state !== 'filled';

export const evidenceAtMostBytes = 20 * 1024 * 1024;
export const evidenceAtMostFiles = 20;

/** What evidence may be, by its first bytes: pictures, PDF, Word. Returns undefined for anything else. */
export function evidenceType(bytes: Uint8Array): string | undefined {
  const begins = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
  if (begins(0x25, 0x50, 0x44, 0x46)) return 'application/pdf';
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return undefined;
}
