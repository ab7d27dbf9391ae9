import { useEffect, useState, useSyncExternalStore } from 'react';
import { api, read } from '../../console/client.ts';
import { DraftKeeper, type DraftFields } from './keeper.ts';
import type { DisclosureRecord } from './reads.ts';

const fieldsOf = (record: DisclosureRecord): DraftFields => {
  const { title, category, documentNumber, issuedOn, validity, html, source } = record;
  return { title, category, documentNumber, issuedOn, validity, html, source };
};

/** Keeps the draft of a record saved for as long as the screen stands; leaving the page unsaved is asked about. */
export function useAutosave(record: DisclosureRecord) {
  const [keeper] = useState(() => {
    const { id, updatedAt, revision } = record;
    const draft = api.disclosures[':id'].draft;
    return new DraftKeeper({ fields: fieldsOf(record), savedAt: updatedAt, revision }, (json) =>
      read(draft.$put({ param: { id }, json })),
    );
  });
  const { fields, state } = useSyncExternalStore(keeper.subscribe, () => keeper.kept);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (keeper.hasUnsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      void keeper.save();
    };
  }, [keeper]);
  return { fields, state, edit: keeper.edit, keeper };
}
export type Autosave = ReturnType<typeof useAutosave>;
