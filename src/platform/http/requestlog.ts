import type { Clock } from '../clock.ts';

/** Whoever reads the log must not be able to use the one-time link of a new site. */
const secretInPath = /^(\/setup\/)[^?]+/;

const flushEveryMs = 200;
const flushAtChars = 64 * 1024;

export interface RequestLine {
  id: string;
  method: string;
  url: string;
  status: number;
  ms: number;
  address: string;
}

/** One JSON line a request, gathered and written together: a line by itself costs more than answering from the cache. */
export class RequestLog {
  private waiting = '';
  private count = 0;
  private readonly timer: NodeJS.Timeout;
  private readonly run: string;

  constructor(
    private readonly clock: Clock,
    private readonly write: ((text: string) => void) | undefined,
  ) {
    this.run = clock.now().getTime().toString(36);
    this.timer = setInterval(() => this.flush(), flushEveryMs);
    this.timer.unref();
  }

  /** A number for the request that the person can name and the log can be searched for. */
  nextId(): string {
    this.count += 1;
    return `${this.run}-${process.pid.toString(36)}-${this.count.toString(36)}`;
  }

  line(line: RequestLine): void {
    const url = line.url.replace(secretInPath, '$1…');
    this.add(JSON.stringify({ at: this.clock.now().toISOString(), ...line, url }));
  }

  /** A page answered from the cache. */
  hit(method: string, url: string, status: number): void {
    if (!this.write) return;
    this.add(
      `{"at":"${this.clock.now().toISOString()}","id":"${this.nextId()}","method":"${method}","url":${JSON.stringify(url)},"status":${status},"cache":"hit"}`,
    );
  }

  /** What went wrong, with the request's number; never shown to the person. */
  error(requestId: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.add(JSON.stringify({ at: this.clock.now().toISOString(), id: requestId, error: text }));
  }

  flush(): void {
    if (!this.waiting) return;
    this.write?.(this.waiting);
    this.waiting = '';
  }

  private add(line: string): void {
    if (!this.write) return;
    this.waiting += `${line}\n`;
    if (this.waiting.length > flushAtChars) this.flush();
  }
}
