/** Where "now" comes from. Tests pass their own; nothing else in the program calls `new Date()` for the present. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `instant` until `set` moves it. */
export function fixedClock(instant: string): Clock & { set(next: string): void } {
  let current = new Date(instant);
  return { now: () => new Date(current), set: (next) => void (current = new Date(next)) };
}

const shanghaiDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The legal date (YYYY-MM-DD in Asia/Shanghai) on which an instant falls. */
export function legalDate(instant: Date): string {
  return shanghaiDay.format(instant);
}

/** Milliseconds from `instant` to the next midnight in Asia/Shanghai (UTC+8 without daylight saving since 1991). */
export function untilNextLegalDay(instant: Date): number {
  const dayMs = 86_400_000;
  return dayMs - ((instant.getTime() + 8 * 3_600_000) % dayMs);
}
