import { useState } from 'react';
import { ApiFailure } from '../../console/client.ts';
import type { Autosave } from './autosave.ts';
import type { DraftFields } from './keeper.ts';

/** What is wrong with a draft, by field. */
export type Faults = Readonly<Record<string, string>>;

/** The fields in the order in which they stand on the screen, each with the id of what is typed in. */
const fieldIds = {
  html: 'draft-html',
  title: 'draft-title',
  category: 'draft-category',
  documentNumber: 'draft-number',
  issuedOn: 'draft-issued',
  validity: 'draft-validity',
};

function goToFirst(faults: Faults): void {
  const first = Object.entries(fieldIds).find(([name]) => name in faults);
  if (first) document.getElementById(first[1])?.focus();
}

const isShown = (name: string) => name === 'source' || name in fieldIds;

/**
 * What the server refused in a draft, at its save and when it was handed in, until the person edits that field. A step
 * that is refused leads to the first faulty field.
 */
export function useFaults({ state, keeper, edit }: Autosave) {
  const [missing, setMissing] = useState<Faults>({});
  const refused = state.name === 'refused' ? state.fields : {};
  return {
    faults: { ...missing, ...refused },
    edit: (change: Partial<DraftFields>) => {
      setMissing((faults) => Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in change))));
      edit(change);
    },
    /** The revision that is saved, or undefined where it could not be: then its faults are in sight. */
    beforeStep: async () => {
      if (await keeper.save()) return keeper.revision;
      const now = keeper.kept.state;
      if (now.name === 'refused') goToFirst(now.fields);
      return undefined;
    },
    /** Shows a refusal at its fields; false where it has none that stand here. */
    onRefused: (error: unknown): boolean => {
      if (!(error instanceof ApiFailure) || !Object.keys(error.fields).some(isShown)) return false;
      setMissing(error.fields);
      goToFirst(error.fields);
      return true;
    },
  };
}
