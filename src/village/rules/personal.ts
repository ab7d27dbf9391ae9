import { findPersonalData, maskPersonalData, personalDataNames } from '../../privacy/rules.ts';
import type { SheetDraft } from './sheet.ts';

/** Personal data in a sheet, found before anybody sees it outside (政府信息公开条例第十五条). Pure. */

export interface SheetFinding {
  /** `people.3.note` */
  field: string;
  /** “第 4 行备注” */
  where: string;
  what: string;
  /** What may be shown of it. */
  masked: string;
}

/** Names together with an illness or a disability: sensitive even without a number (个人信息保护法第二十八条). */
const health =
  /残疾|[一二三四]级残|精神病|精神障碍|艾滋|癌|肿瘤|尿毒症|白血病|重病|大病|患病|病情|瘫痪|智障|聋哑|盲人|肝炎|结核/;
const hidden = '（不公开）';

const columns: Record<string, string> = {
  day: '日期',
  summary: '摘要',
  handler: '经手人',
  note: '备注',
  name: '姓名',
  place: '组别或地址',
  income: '收入',
  spending: '支出',
  amount: '金额',
};

/** Everything in the draft that should be masked before it is public, in order. */
export function personalIn(draft: SheetDraft): SheetFinding[] {
  const found: SheetFinding[] = [];
  each(draft, (field, where, text, isWithName) => {
    for (const { type, masked } of findPersonalData(text))
      found.push({ field, where, what: personalDataNames[type], masked });
    if (isWithName && health.test(text)) found.push({ field, where, what: '病情或残疾情况', masked: hidden });
  });
  return found;
}

/** The draft with everything masked that `personalIn` finds; the rest stays letter for letter. */
export function maskSheet(draft: SheetDraft): SheetDraft {
  const cells = <Row extends object>(row: Row, isWithName: (cell: string) => boolean): Row =>
    Object.fromEntries(
      Object.entries(row).map(([cell, text]) => [
        cell,
        isWithName(cell) && health.test(String(text)) ? hidden : maskPersonalData(String(text)),
      ]),
    ) as Row;
  return {
    opening: draft.opening,
    money: draft.money.map((row) => cells(row, () => false)),
    people: draft.people.map((row) => cells(row, (cell) => cell === 'note' || cell === 'place')),
    text: maskPersonalData(draft.text),
  };
}

function each(
  draft: SheetDraft,
  look: (field: string, where: string, text: string, isWithName: boolean) => void,
): void {
  for (const rows of ['money', 'people'] as const)
    draft[rows].forEach((row, at) => {
      for (const [cell, text] of Object.entries(row))
        look(
          `${rows}.${at}.${cell}`,
          `第 ${at + 1} 行${columns[cell] ?? ''}`,
          String(text),
          rows === 'people' && (cell === 'note' || cell === 'place'),
        );
    });
  look('text', '说明', draft.text, false);
}
