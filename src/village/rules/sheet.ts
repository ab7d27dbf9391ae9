import type { SheetForm } from './list.ts';
import { readDay } from './day.ts';
import { readAmount } from './money.ts';

/** A sheet (公开表) as it is typed, and what it says once it is read. One place for screen and server. Pure. */

export interface MoneyRow {
  day: string;
  summary: string;
  income: string;
  spending: string;
  handler: string;
  note: string;
}

export interface PersonRow {
  name: string;
  place: string;
  amount: string;
  note: string;
}

/** Everything typed, word for word: also what cannot be read yet. */
export interface SheetDraft {
  /** The balance before the first sheet; not asked where a published sheet says it. */
  opening: string;
  money: MoneyRow[];
  people: PersonRow[];
  text: string;
}

export const emptyDraft: SheetDraft = { opening: '', money: [], people: [], text: '' };
export const emptyMoney: MoneyRow = { day: '', summary: '', income: '', spending: '', handler: '', note: '' };
export const emptyPerson: PersonRow = { name: '', place: '', amount: '', note: '' };

/** Rows of a sheet at most: more belong on several sheets, by group or by subsidy. */
export const rowsAtMost = 1000;

export interface MoneyLine {
  day: string;
  summary: string;
  incomeFen: number;
  spendingFen: number;
  handler: string;
  note: string;
}

export interface PersonLine {
  name: string;
  place: string;
  /** null: no money on the line. */
  amountFen: number | null;
  note: string;
}

export interface ReadDraft {
  openingFen: number;
  money: MoneyLine[];
  people: PersonLine[];
  text: string;
  incomeFen: number;
  spendingFen: number;
  /** What is left at the end of the period. */
  balanceFen: number;
  peopleFen: number;
  /** By field: `money.2.income`; the row is named in the message too. */
  faults: Record<string, string>;
}

export interface Reading {
  form: SheetForm;
  period: string;
  today: string;
  /** From the last published sheet; null: there is none, the draft's own opening counts. */
  carriedFen: number | null;
}

const isBlank = (row: object): boolean => Object.values(row).every((cell) => String(cell).trim() === '');

/** Reads a draft; rows that are blank all over are left out, each that is wrong is named. */
export function readDraft(draft: SheetDraft, { form, period, today, carriedFen }: Reading): ReadDraft {
  const faults: Record<string, string> = {};
  const say = (rows: string, at: number, cell: string, words: string) =>
    (faults[`${rows}.${at}.${cell}`] ??= `第 ${at + 1} 行：${words}`);
  const typedOpening = readAmount(draft.opening);
  if (form === 'money' && carriedFen === null && 'fault' in typedOpening)
    faults['opening'] = `上期结余：${typedOpening.fault}`;
  const openingFen = carriedFen ?? ('fen' in typedOpening ? typedOpening.fen : 0);
  const money = form === 'money' ? draft.money.flatMap((row, at) => moneyLine(row, at, { period, today }, say)) : [];
  const people = form === 'people' ? draft.people.flatMap((row, at) => personLine(row, at, say)) : [];
  const text = draft.text.trim();
  if (form === 'money' && money.length === 0 && text === '' && Object.keys(faults).length === 0)
    faults['money'] = '表还是空的。这一期没有收支，请在“说明”里写“本期没有收支”';
  if (form === 'people' && people.length === 0 && text === '' && Object.keys(faults).length === 0)
    faults['people'] = '名单还是空的。这一期没有，请在“说明”里写“本期没有”';
  if (form === 'text' && text === '') faults['text'] = '内容还是空的';
  const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0);
  const incomeFen = sum(money.map((line) => line.incomeFen));
  const spendingFen = sum(money.map((line) => line.spendingFen));
  const balanceFen = openingFen + incomeFen - spendingFen;
  const peopleFen = sum(people.map(({ amountFen }) => amountFen ?? 0));
  return { openingFen, money, people, text, incomeFen, spendingFen, balanceFen, peopleFen, faults };
}

type Say = (rows: string, at: number, cell: string, words: string) => void;

function moneyLine(row: MoneyRow, at: number, when: { period: string; today: string }, say: Say): MoneyLine[] {
  if (isBlank(row)) return [];
  const day = readDay(row.day, when.period, when.today);
  const income = readAmount(row.income);
  const spending = readAmount(row.spending);
  const summary = row.summary.trim();
  if ('fault' in day) say('money', at, 'day', day.fault);
  if (summary === '') say('money', at, 'summary', '请写摘要，说明是什么钱');
  if ('fault' in income) say('money', at, 'income', income.fault);
  if ('fault' in spending) say('money', at, 'spending', spending.fault);
  const incomeFen = 'fen' in income ? income.fen : 0;
  const spendingFen = 'fen' in spending ? spending.fen : 0;
  if (incomeFen !== 0 && spendingFen !== 0) say('money', at, 'spending', '收入和支出只能填一个，请分成两行');
  else if ('fen' in income && 'fen' in spending && incomeFen === 0 && spendingFen === 0)
    say('money', at, 'income', '请填收入或支出的金额');
  const { handler, note } = row;
  return [
    { day: 'day' in day ? day.day : '', summary, incomeFen, spendingFen, handler: handler.trim(), note: note.trim() },
  ];
}

function personLine(row: PersonRow, at: number, say: Say): PersonLine[] {
  if (isBlank(row)) return [];
  const name = row.name.trim();
  if (name === '') say('people', at, 'name', '请写姓名或户主');
  const amount = readAmount(row.amount);
  if ('fault' in amount) say('people', at, 'amount', amount.fault);
  const amountFen = row.amount.trim() === '' || 'fault' in amount ? null : amount.fen;
  return [{ name, place: row.place.trim(), amountFen, note: row.note.trim() }];
}

/** A new sheet from the last one of its kind: who and what stays, days and sums of money are new each time. */
export function copyOf(last: SheetDraft): SheetDraft {
  return {
    opening: '',
    money: last.money.map((row) => ({ ...row, day: '', income: '', spending: '' })),
    people: last.people,
    text: last.text,
  };
}
