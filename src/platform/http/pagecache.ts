import { createHash } from 'node:crypto';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { LRUCache } from 'lru-cache';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A rendered public page in the encodings a browser may ask for. */
export interface CachedPage {
  status: number;
  etag: string;
  type: string;
  encodings: Record<Encoding, Buffer>;
  tags: readonly string[];
  /** Epoch milliseconds after which the page must be rendered again (it says "today"); Infinity: never by itself. */
  staleAt: number;
}

/** A rendered page that is not kept. */
export interface PassingPage {
  status: number;
  type: string;
  body: Buffer;
  tags: undefined;
}

export type Encoding = 'br' | 'gzip' | 'identity';

/** Whether the reader chose the elder layout (长辈版). The cache and the renderer must agree on it. */
export const choseElder = (cookie: string | undefined): boolean => /(?:^|;\s*)elder=1(?:;|$)/.test(cookie ?? '');

/** What a page's query may ask, in this order. All else (`?from=singlemessage` of a chat program) changes nothing. */
const pageParameters = ['q', 'category', 'body', 'year', 'page'] as const;

/** A path with the part of its query that pages heed: addresses that ask for the same are written the same. */
export function pageAddress(url: string): string {
  const at = url.indexOf('?');
  if (at < 0) return url;
  const asked = new URLSearchParams(url.slice(at));
  const heeded = new URLSearchParams();
  for (const name of pageParameters) {
    const value = asked.get(name);
    if (value && !(name === 'page' && value === '1')) heeded.set(name, value);
  }
  return heeded.size > 0 ? `${url.slice(0, at)}?${heeded.toString()}` : url.slice(0, at);
}

/** The cache's name for a page: its address, and the layout the reader chose. */
export function pageKey(url: string, cookie: string | undefined): string {
  return choseElder(cookie) ? `${pageAddress(url)} elder` : pageAddress(url);
}

/** The encoding to answer with: the smallest that the client takes. */
export function chooseEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  if (/\bbr\b/.test(accept)) return 'br';
  return /\bgzip\b/.test(accept) ? 'gzip' : 'identity';
}

const keepAtMostBytes = 256 * 1024 * 1024;

/**
 * Published pages, rendered once and kept compressed until something they show changes.
 * A page names what it shows by tags; `drop` forgets the pages of a tag.
 */
export class PageCache {
  private readonly pages = new LRUCache<string, CachedPage>({
    maxSize: keepAtMostBytes,
    sizeCalculation: ({ encodings }) => encodings.br.length + encodings.gzip.length + encodings.identity.length,
    dispose: (page, key) => this.unlink(page, key),
  });
  private readonly keysByTag = new Map<string, Set<string>>();
  private readonly beingMade = new Map<string, Promise<CachedPage | PassingPage>>();
  /** Raised by every drop: a page whose rendering began before a drop may show what is gone, and is not kept. */
  generation = 0;

  get(key: string, now: number): CachedPage | undefined {
    const page = this.pages.get(key);
    return page && page.staleAt > now ? page : undefined;
  }

  /**
   * Makes the page of a key once for all who ask while it is being made: after a drop a popular page is asked for by
   * many at once. Who asks after another drop is not given what was begun before it.
   */
  async once(key: string, make: () => Promise<CachedPage | PassingPage>): Promise<CachedPage | PassingPage> {
    const name = `${this.generation} ${key}`;
    const begun = this.beingMade.get(name);
    if (begun) return begun;
    const made = make().finally(() => this.beingMade.delete(name));
    this.beingMade.set(name, made);
    return made;
  }

  /** Compresses a page; keeps it too unless something was dropped since `generation` was read. */
  async put(
    key: string,
    page: { status: number; type: string; body: Buffer; tags: readonly string[]; staleAt: number },
    generation: number,
  ): Promise<CachedPage> {
    const [br, gz] = await Promise.all([
      brotli(page.body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: page.body.length },
      }),
      gzipped(page.body, { level: 6 }),
    ]);
    const cached: CachedPage = {
      status: page.status,
      type: page.type,
      tags: page.tags,
      staleAt: page.staleAt,
      etag: `"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`,
      encodings: { br, gzip: gz, identity: page.body },
    };
    if (generation !== this.generation) return cached;
    this.pages.set(key, cached);
    for (const tag of page.tags) {
      const keys = this.keysByTag.get(tag) ?? new Set();
      keys.add(key);
      this.keysByTag.set(tag, keys);
    }
    return cached;
  }

  /** Forgets every page that shows one of the tags; '*' forgets all. */
  drop(tags: readonly string[]): void {
    this.generation += 1;
    if (tags.includes('*')) return this.pages.clear();
    for (const tag of tags) {
      for (const key of this.keysByTag.get(tag) ?? []) this.pages.delete(key);
    }
  }

  get size(): number {
    return this.pages.size;
  }

  private unlink(page: CachedPage, key: string): void {
    for (const tag of page.tags) {
      const keys = this.keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.keysByTag.delete(tag);
    }
  }
}
