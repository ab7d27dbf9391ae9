/** Filing (备案): each publication, correction and withdrawal stands in a register that the superior body looks through. Pure. */

export const filingKinds = { publication: '公开', correction: '更正', withdrawal: '撤下' } as const;
export type FilingKind = keyof typeof filingKinds;

export const filingStates = {
  filed: '待上级确认',
  asked: '上级有整改意见',
  answered: '已答复，待确认',
  confirmed: '上级已确认',
} as const;
export type FilingState = keyof typeof filingStates;

export type FilingStep = 'confirm' | 'ask' | 'answer';

/** Where each step leads; there is no other way. A confirmed line is closed. */
const steps: Record<FilingStep, { from: readonly FilingState[]; to: FilingState }> = {
  confirm: { from: ['filed', 'answered'], to: 'confirmed' },
  ask: { from: ['filed', 'answered'], to: 'asked' },
  answer: { from: ['asked'], to: 'answered' },
};

/** The state that a step leads to; undefined: it cannot be taken from there. */
export const stepFrom = (step: FilingStep, from: FilingState): FilingState | undefined =>
  steps[step].from.includes(from) ? steps[step].to : undefined;

/** The states from which a step can be taken. */
export const statesBefore = (step: FilingStep): readonly FilingState[] => steps[step].from;

/** The number (备案号) of a body's n-th filing of a year, without gaps: 210681-05备〔2026〕00012号. */
export function filingNumber(bodyCode: string, year: number, sequence: number): string {
  return `${bodyCode}备〔${year}〕${String(sequence).padStart(5, '0')}号`;
}

/** What is offered as the term of a 整改意见; the office may set another day. No law fixes it. */
export const opinionOfferedWorkingDays = 5;

/** Remark in the register on documents that were public elsewhere before. */
export const importedRemark = '存量文件导入';
/** The site is the channel that the program itself publishes on (国令第711号第二十三条、第二十四条). */
export const siteChannel = '政府网站';
