import { findInHtml } from '../privacy/html.ts';
import { findPersonalData, type PersonalDataType } from '../privacy/rules.ts';

/** Personal data in a disclosure: never the number itself, but its mask and the words around it. */
export interface PlacedFinding {
  where: 'title' | 'html';
  type: PersonalDataType;
  masked: string;
  before: string;
  after: string;
}

/** Personal data in a title and a text, in order. */
export function personalDataIn({ title, html }: { title: string; html: string }): PlacedFinding[] {
  const inTitle = findPersonalData(title).map(({ type, masked }) => ({ type, masked, before: '', after: '' }));
  const inHtml = findInHtml(html).map(({ type, masked, before, after }) => ({ type, masked, before, after }));
  return [
    ...inTitle.map((finding) => ({ where: 'title' as const, ...finding })),
    ...inHtml.map((finding) => ({ where: 'html' as const, ...finding })),
  ];
}
