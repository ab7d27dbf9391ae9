import { ApiFailure } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import type { Validity } from '../rules.ts';

/** The fields of a draft as the person edits them. */
export interface DraftFields {
  title: string;
  category: string;
  documentNumber: string;
  issuedOn: string | null;
  validity: Validity;
  html: string;
  source: { sha256: string; name: string } | null;
}

export type SaveState =
  | { name: 'saved'; at: string }
  | { name: 'unsaved' }
  | { name: 'saving' }
  /** Not saved for now; tried again by itself. */
  | { name: 'waiting'; why: string }
  /** The server refused the content; the person must change it. */
  | { name: 'refused'; why: string; fields: Readonly<Record<string, string>> }
  /** Somebody else saved in between. */
  | { name: 'conflict'; why: string };

export interface Kept {
  fields: DraftFields;
  state: SaveState;
}

type Send = (draft: DraftFields & { revision: number }) => Promise<{ revision: number; savedAt: string }>;

export const saveAfterMs = 2500;
export const tryAgainAfterMs = 5000;
const refusals = [403, 404, 409, 413, 422];

/**
 * Keeps a draft saved while it is edited. The person's text stays here whatever the server says: no answer, a session
 * that ended, a refusal, a colleague's save. One save at a time, each over the revision of the one before.
 */
export class DraftKeeper {
  kept: Kept;
  private isDirty = false;
  private running: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    start: { fields: DraftFields; savedAt: string; revision: number },
    private readonly send: Send,
  ) {
    this.kept = { fields: start.fields, state: { name: 'saved', at: start.savedAt } };
    this.revision = start.revision;
  }

  /** The revision that the server has of what is shown here, once it is saved. */
  revision: number;

  get hasUnsaved(): boolean {
    return this.isDirty;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly edit = (change: Partial<DraftFields>): void => {
    this.isDirty = true;
    const { state } = this.kept;
    this.show({
      fields: { ...this.kept.fields, ...change },
      state: state.name === 'conflict' ? state : { name: 'unsaved' },
    });
    if (state.name !== 'conflict') this.saveIn(saveAfterMs);
  };

  /** Saves what is not saved yet; tells whether everything is. */
  readonly save = async (): Promise<boolean> => {
    clearTimeout(this.timer);
    await this.running;
    if (this.isDirty) {
      this.running = this.saveOnce();
      await this.running;
      this.running = undefined;
    }
    return !this.isDirty;
  };

  /** After a conflict: goes on from the colleague's revision with the person's own text. */
  readonly keepOwn = (revision: number): Promise<boolean> => {
    this.revision = revision;
    this.isDirty = true;
    return this.save();
  };

  private async saveOnce(): Promise<void> {
    const sent = this.kept.fields;
    this.show({ fields: sent, state: { name: 'saving' } });
    try {
      const { revision, savedAt } = await this.send({ ...sent, revision: this.revision });
      this.revision = revision;
      this.isDirty = this.kept.fields !== sent;
      this.show({ ...this.kept, state: this.isDirty ? { name: 'unsaved' } : { name: 'saved', at: savedAt } });
    } catch (error) {
      this.refused(error);
    }
  }

  private refused(error: unknown): void {
    const why = words(error);
    const { fields } = this.kept;
    if (error instanceof ApiFailure && error.code === 'edited_meanwhile')
      this.show({ fields, state: { name: 'conflict', why } });
    else if (error instanceof ApiFailure && refusals.includes(error.status))
      this.show({ fields, state: { name: 'refused', why, fields: error.fields } });
    else {
      this.show({ fields, state: { name: 'waiting', why } });
      this.saveIn(tryAgainAfterMs);
    }
  }

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private show(kept: Kept): void {
    this.kept = kept;
    for (const listener of this.listeners) listener();
  }
}
