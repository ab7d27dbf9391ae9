import { escapeHtml } from '../../attachment/markup.ts';
import { spokenDay } from './day.ts';
import type { SheetForm } from './list.ts';
import { yuan } from './money.ts';
import type { ReadDraft } from './sheet.ts';

/** A sheet as the document that is published. Pure. */

export interface SheetPage {
  form: SheetForm;
  read: ReadDraft;
  /** SHA-256 of the photographs that are public with it: the content's hash stands for them too. */
  photos: readonly { sha256: string; note: string }[];
  /** Who filled it in where that was not the village itself. */
  filledInBy: string | null;
}

/** Where the public finds a photograph that is public. */
export const photoPath = (sha256: string): string => `/village-photos/${sha256}.jpg`;

const cell = (text: string) => `<td>${escapeHtml(text)}</td>`;
const sum = (text: string) => `<td class="align-right">${escapeHtml(text)}</td>`;
const head = (names: readonly string[]) =>
  `<thead><tr>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`;

/** The sheet as clean HTML: a table with its totals, the words, the photographs. */
export function sheetHtml({ form, read, photos, filledInBy }: SheetPage): string {
  const parts = [form === 'money' && moneyHtml(read), form === 'people' && peopleHtml(read), textHtml(read.text)];
  const shown = photos.map(
    ({ sha256, note }) => `<li><a href="${photoPath(sha256)}">${escapeHtml(note || '照片')}</a></li>`,
  );
  if (shown.length > 0) parts.push(`<p>附照片 ${shown.length} 张：</p><ul>${shown.join('')}</ul>`);
  if (filledInBy) parts.push(`<p>本表由${escapeHtml(filledInBy)}代填。</p>`);
  return parts.filter(Boolean).join('');
}

function moneyHtml({ openingFen, money, incomeFen, spendingFen, balanceFen }: ReadDraft): string {
  const rows = money.map(
    ({ day, summary, incomeFen: income, spendingFen: spending, handler, note }) =>
      `<tr>${cell(spokenDay(day))}${cell(summary)}${sum(income ? yuan(income) : '')}${sum(spending ? yuan(spending) : '')}${cell(handler)}${cell(note)}</tr>`,
  );
  const opening = `<tr><td></td><th scope="row">上期结余</th><td class="align-right" colspan="2">${yuan(openingFen)}</td><td></td><td></td></tr>`;
  const total = (name: string, income: string, spending: string) =>
    `<tr><td></td><th scope="row">${name}</th>${sum(income)}${sum(spending)}<td></td><td></td></tr>`;
  return `<table><caption>单位：元</caption>${head(['日期', '摘要', '收入', '支出', '经手人', '备注'])}<tbody>${opening}${rows.join('')}</tbody><tfoot>${[
    total('本期合计', yuan(incomeFen), yuan(spendingFen)),
    `<tr><td></td><th scope="row">本期结余</th><td class="align-right" colspan="2">${yuan(balanceFen)}</td><td></td><td></td></tr>`,
  ].join('')}</tfoot></table>`;
}

function peopleHtml({ people, peopleFen }: ReadDraft): string {
  if (people.length === 0) return '';
  const hasMoney = people.some(({ amountFen }) => amountFen !== null);
  const amount = (fen: number | null) => (hasMoney ? sum(fen === null ? '' : yuan(fen)) : '');
  const rows = people.map(
    ({ name, place, amountFen, note }, at) =>
      `<tr>${cell(String(at + 1))}${cell(name)}${cell(place)}${amount(amountFen)}${cell(note)}</tr>`,
  );
  const names = ['序号', '姓名（户主）', '组别', ...(hasMoney ? ['金额（元）'] : []), '备注'];
  const foot = hasMoney
    ? `<tfoot><tr><td></td><th scope="row">合计 ${people.length} 户（人）</th><td></td>${sum(yuan(peopleFen))}<td></td></tr></tfoot>`
    : '';
  return `<table>${head(names)}<tbody>${rows.join('')}</tbody>${foot}</table>`;
}

const textHtml = (text: string) =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('');
