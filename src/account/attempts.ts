import { LRUCache } from 'lru-cache';
import { AppError } from '../platform/errors.ts';

/**
 * Counts wrong tries by key within a span of time, in the memory of this process: the lock of an account is in the
 * database; this only slows down whoever tries many accounts from one place.
 */
export class Attempts {
  private readonly wrong = new LRUCache<string, { count: number; sinceMs: number }>({ max: 20_000 });

  constructor(
    private readonly atMost: number,
    private readonly withinMinutes: number,
  ) {}

  /** Throws 429 when there were too many wrong tries. */
  check(key: string, now: Date): void {
    if ((this.current(key, now)?.count ?? 0) >= this.atMost)
      throw new AppError('too_many', 429, `试错次数太多，请 ${this.withinMinutes} 分钟后再试。`);
  }

  note(key: string, now: Date): void {
    const { count, sinceMs } = this.current(key, now) ?? { count: 0, sinceMs: now.getTime() };
    this.wrong.set(key, { count: count + 1, sinceMs });
  }

  private current(key: string, now: Date) {
    const found = this.wrong.get(key);
    return found && now.getTime() - found.sinceMs < this.withinMinutes * 60_000 ? found : undefined;
  }
}
