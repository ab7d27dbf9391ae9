import { addDays } from '../../workday/rules.ts';

/** Villagers' questions about what was published (村民质疑). Pure. */

/** Within so many calendar days the village answers or publishes again. */
export const answerWithinDays = 10;
export const answerSource = '民基字〔2014〕169号：对村民的质疑，10日内解答，或者重新公布';

/** The last day for the answer to what was asked on a legal day; day 1 is the day after. */
export const answerDueOn = (askedOn: string): string => addDays(askedOn, answerWithinDays);

export const questionStates = {
  open: '等待答复',
  overdue: '超期未答复',
  answered: '已答复',
  answeredLate: '超期后答复',
  setAside: '不作为质疑办理',
} as const;
export type QuestionState = keyof typeof questionStates;

export const answerKinds = { answered: '解答', republished: '重新公布' } as const;
export type AnswerKind = keyof typeof answerKinds;

export interface QuestionFacts {
  dueOn: string;
  answeredOn: string | null;
  isSetAside: boolean;
}

/** The state of a question at the end of a legal day. The due date itself is still in time. */
export function questionState({ dueOn, answeredOn, isSetAside }: QuestionFacts, today: string): QuestionState {
  if (isSetAside) return 'setAside';
  if (answeredOn !== null && answeredOn <= today) return answeredOn <= dueOn ? 'answered' : 'answeredLate';
  return today <= dueOn ? 'open' : 'overdue';
}

/** From one address in ten minutes: a village behind one address may ask together, a script may not. */
export const questionsPerAddress = 10;
/** A village that gets more in one day is flooded, and people are told to ask in another way. */
export const questionsPerDay = 50;
/** Wrong query codes from one address in ten minutes. */
export const wrongCodesPerAddress = 20;
