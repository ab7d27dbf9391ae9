import { createServer, type AddressInfo, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { v7 as uuidv7 } from 'uuid';
import { afterAll } from 'vitest';
import type { Context } from '../platform/context.ts';

/** A letter as a mail server took it. */
export interface Taken {
  to: string;
  text: string;
}

/** A real mail server on this machine; what it took stands in `taken`. */
export async function mailServer(options: SMTPServerOptions = {}) {
  const taken: Taken[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // a client that hangs up is what some tests are about
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, taken, server };
}

/** A server that takes connections and does with them as told: nothing at all, or worse. */
export async function rawServer(onConnection: (socket: import('node:net').Socket) => void) {
  const sockets = new Set<import('node:net').Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The value of a header of a letter. */
export const headerOf = (text: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim() ?? '';

/** A rule that says nothing new. */
export const anyRule = {
  ...{ daysBefore: [7], daysAfter: [1], isWeeklyAfter: true, leaderAfterDays: 3, officeAfterDays: 7 },
};

/** A notice of a person, and a letter of it, with these words, that could not be sent. Returns their ids. */
export async function noticesOf(ctx: Context, account_id: string, words: string) {
  const [notice, letter] = [uuidv7(), uuidv7()];
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('notice')
    .values({ id: notice, account_id, on_day: '2026-05-15', lines: '[]', made_at: now })
    .execute();
  await ctx.db
    .insertInto('mail')
    .values({
      ...{ id: letter, account_id, address: 'a@example.gov.cn', kind: 'digest', notice_id: notice, message_id: letter },
      ...{ subject: words, text: words, html: words, state: 'dead', next_attempt_at: now, made_at: now },
    })
    .execute();
  return { notice, letter };
}
