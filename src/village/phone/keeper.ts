import { ApiFailure } from '../../console/client.ts';
import type { SheetDraft } from '../rules/sheet.ts';

export type SaveState =
  | { name: 'saved' }
  | { name: 'unsaved' }
  | { name: 'saving' }
  /** No network or no server: kept on this telephone, tried again by itself. */
  | { name: 'kept' }
  | { name: 'refused'; why: string }
  | { name: 'conflict'; why: string };

/** What is kept on the telephone until the server has it. */
interface Copy {
  revision: number;
  draft: SheetDraft;
}

type Send = (sent: Copy) => Promise<{ revision: number }>;
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const saveAfterMs = 1500;
export const againAfterMs = 5000;
const nameOf = (id: string) => `village-sheet:${id}`;

/** What a telephone kept of a sheet that the server does not have yet; undefined: nothing. */
export function keptCopy(store: Store, id: string): Copy | undefined {
  try {
    const kept = store.getItem(nameOf(id));
    return kept ? (JSON.parse(kept) as Copy) : undefined;
  } catch {
    return undefined;
  }
}

/** Forgets what the telephone kept: the person chose the server's. */
export const forgetCopy = (store: Store, id: string): void => store.removeItem(nameOf(id));

/**
 * Keeps a sheet while it is filled in: every key press on the telephone at once, and on the server soon after. A tab that
 * dies, a network that is away, a session that ended: nothing typed is lost.
 */
export class SheetKeeper {
  state: SaveState = { name: 'saved' };
  draft: SheetDraft;
  revision: number;
  private sent: SheetDraft;
  private running: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  /** One value a change: what React compares. */
  turn = 0;

  constructor(
    private readonly id: string,
    start: Copy,
    private readonly store: Store,
    private readonly send: Send,
  ) {
    this.draft = start.draft;
    this.sent = start.draft;
    this.revision = start.revision;
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly edit = (change: Partial<SheetDraft>): void => {
    this.draft = { ...this.draft, ...change };
    this.keep();
    if (this.state.name !== 'conflict') this.show({ name: 'unsaved' });
    else this.show(this.state);
    this.saveIn(saveAfterMs);
  };

  /** Saves what the server does not have; tells whether it has everything now. */
  readonly save = async (): Promise<boolean> => {
    clearTimeout(this.timer);
    await this.running;
    if (this.draft === this.sent) return true;
    if (this.state.name === 'conflict') return false;
    this.running = this.saveOnce();
    await this.running;
    this.running = undefined;
    return this.draft === this.sent;
  };

  /** After a conflict: the person's own text goes over the other. */
  readonly keepOwn = (revision: number): Promise<boolean> => {
    this.revision = revision;
    this.show({ name: 'unsaved' });
    return this.save();
  };

  readonly stop = (): void => clearTimeout(this.timer);

  private keep(): void {
    try {
      this.store.setItem(nameOf(this.id), JSON.stringify({ revision: this.revision, draft: this.draft }));
    } catch {
      // The telephone is full: the server still gets it.
    }
  }

  private async saveOnce(): Promise<void> {
    const { draft } = this;
    this.show({ name: 'saving' });
    try {
      const { revision } = await this.send({ draft, revision: this.revision });
      this.revision = revision;
      this.sent = draft;
      if (this.draft === draft) forgetCopy(this.store, this.id);
      else this.keep();
      this.show({ name: this.draft === draft ? 'saved' : 'unsaved' });
    } catch (error) {
      this.failed(error);
    }
  }

  private failed(error: unknown): void {
    const why = error instanceof ApiFailure ? Object.values(error.fields)[0] || error.message : '网页出错了，请刷新。';
    const status = error instanceof ApiFailure ? error.status : 0;
    if (error instanceof ApiFailure && error.code === 'edited_meanwhile') return this.show({ name: 'conflict', why });
    if ([403, 404, 409, 413, 422].includes(status)) return this.show({ name: 'refused', why });
    this.show({ name: 'kept' });
    this.saveIn(againAfterMs);
  }

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private show(state: SaveState): void {
    this.state = state;
    this.turn += 1;
    for (const listener of this.listeners) listener();
  }
}
