import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../platform/project.ts';
import type { Calendar } from './rules.ts';
import { calendarFile, type CalendarYear } from './schema.ts';

/** The years that ship with the program (scripts/calendar.mjs makes the file). */
export async function shippedYears(): Promise<CalendarYear[]> {
  return calendarFile.parse(JSON.parse(await readFile(path.join(projectRoot, 'seed/calendar.json'), 'utf8')));
}

/** The calendar of those years, for answers that need no database. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  return {
    years: new Set(years.map(({ year }) => year)),
    days: new Map(years.flatMap(({ days }) => days.map(({ day, kind, name }) => [day, { kind, name }]))),
  };
}
