import type { Blobs } from './blobs.ts';
import type { Clock } from './clock.ts';
import type { Database } from './database/connect.ts';
import type { PageCache } from './http/pagecache.ts';
import type { Settings } from './settings.ts';

/** What every feature is given: nothing is reached by a global. */
export interface Context {
  db: Database;
  clock: Clock;
  settings: Settings;
  pages: PageCache;
  blobs: Blobs;
}
