import { periodWords } from '../../catalogue/rules/period.ts';
import { api, read } from '../../console/client.ts';

const one = api.disclosures[':id'];

export const readRecord = (id: string) => read(one.$get({ param: { id } }));
/** One disclosure as the server tells it. */
export type DisclosureRecord = Awaited<ReturnType<typeof readRecord>>;

export const readChoices = () => read(api.disclosures.choices.$get());

export const readOwed = (bodyId: string) => read(api.disclosures.owed[':bodyId'].$get({ param: { bodyId } }));
/** What a body owes and has not disclosed yet. */
export type Owed = Awaited<ReturnType<typeof readOwed>>;

/** An obligation in one line: item, what for, until when. */
export function obligationText(obligation: Omit<Owed['obligations'][number], 'state'>): string {
  const { level1, level2, level3, event, period, dueOn } = obligation;
  const item = [level1, level2, level3].filter(Boolean).join(' · ');
  const what = event || periodWords(period);
  return `${item}${what ? `（${what}）` : ''}${dueOn ? `，最晚 ${dueOn} 公开` : ''}`;
}
