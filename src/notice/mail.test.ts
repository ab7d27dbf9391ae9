import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadSmallCounty, person } from '../account/testing.ts';
import { change } from '../audit/change.ts';
import type { Actor } from '../account/rules.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { deliver } from './commands/deliver.ts';
import { queueLetters } from './commands/queue.ts';
import { smtpPost } from './smtp.ts';
import { headerOf, mailServer, rawServer } from './testing.ts';

const from = '政务公开 <zwgk@example.gov.cn>';
const quick = { connectionTimeout: 300, greetingTimeout: 300, socketTimeout: 300 };
const postTo = (url: string) => smtpPost({ url, from }, quick);

let ctx: TestContext;
let clerk: Actor;
beforeEach(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  clerk = await person(ctx, 'clerk', '210681-05');
});

const queue = (...addresses: string[]) =>
  change(ctx, clerk, async (changing) => {
    const letter = { subject: '政务公开提醒：2 件今天到期', text: '王敏，您好：\n· 2 件', html: '<p>2 件</p>' };
    const accountId = clerk.accountId ?? '';
    await queueLetters(
      changing,
      addresses.map((address) => ({ id: uuidv7(), accountId, address, kind: 'digest', noticeId: null, letter })),
    );
    changing.record({ verb: 'notice.remind', subject: { type: 'notice', id: 'test' }, bodyId: null });
  });
const rows = () =>
  ctx.db.selectFrom('mail').select(['state', 'attempts', 'fault', 'next_attempt_at', 'message_id']).execute();
const later = (minutes: number) => ctx.clock.set(new Date(ctx.clock.now().getTime() + minutes * 60_000).toISOString());

describe('a letter', () => {
  test('reaches a real mail server with its words in Chinese, as text and as a page, and is not sent again', async () => {
    const { url, taken } = await mailServer();
    await queue('wangmin@example.gov.cn');
    expect(await deliver(ctx, postTo(url))).toBe(1);
    expect(await deliver(ctx, postTo(url))).toBe(0);
    expect(taken).toHaveLength(1);
    const [letter] = taken;
    expect(letter?.to).toBe('wangmin@example.gov.cn');
    expect(headerOf(letter?.text ?? '', 'Message-ID')).toBe((await rows())[0]?.message_id);
    expect(headerOf(letter?.text ?? '', 'Auto-Submitted')).toBe('auto-generated');
    expect(letter?.text).toContain('text/plain');
    expect(letter?.text).toContain('text/html');
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, fault: '' }]);
  });

  test('that the server refuses for good is given up at once, and the others still go out', async () => {
    const { url, taken } = await mailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('gone') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    });
    await queue('gone@example.gov.cn', 'wangmin@example.gov.cn');
    expect(await deliver(ctx, postTo(url))).toBe(1);
    expect(taken.map(({ to }) => to)).toEqual(['wangmin@example.gov.cn']);
    expect((await rows()).find(({ state }) => state === 'dead')?.fault).toMatch(/no such user/);
  });

  test('that the server cannot take now waits longer each time, and is given up after two days', async () => {
    const { url } = await mailServer({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('try later'), { responseCode: 451 })),
    });
    await queue('wangmin@example.gov.cn');
    for (const [attempt, minutes] of [1, 5, 15, 60, 180, 360, 720, 1440].entries()) {
      await deliver(ctx, postTo(url));
      expect(await rows()).toMatchObject([{ state: 'waiting', attempts: attempt + 1 }]);
      later(minutes - 0.5);
      expect(await deliver(ctx, postTo(url))).toBe(0);
      expect(await rows()).toMatchObject([{ attempts: attempt + 1 }]); // not yet
      later(0.5);
    }
    await deliver(ctx, postTo(url));
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 9 }]);
  });

  test.each([
    ['hangs without a greeting', () => {}],
    ['hangs up at once', (socket: import('node:net').Socket) => socket.destroy()],
    [
      'speaks something else',
      (socket: import('node:net').Socket) => void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    ],
  ])('is kept when the server %s', async (_what, onConnection) => {
    const url = await rawServer(onConnection);
    await queue('wangmin@example.gov.cn', 'liguoqiang@example.gov.cn');
    expect(await deliver(ctx, postTo(url))).toBe(0);
    // One failure of the server is enough for this round: the second letter was not tried.
    expect((await rows()).map(({ state, attempts }) => [state, attempts]).toSorted()).toEqual([
      ['waiting', 0],
      ['waiting', 1],
    ]);
    const { url: mended, taken } = await mailServer();
    later(1);
    expect(await deliver(ctx, postTo(mended))).toBe(2);
    expect(taken.map(({ to }) => to).toSorted()).toEqual(['liguoqiang@example.gov.cn', 'wangmin@example.gov.cn']);
  });

  test('whose connection drops amid its text goes out later under the same Message-ID', async () => {
    let isBroken = true;
    const seen: string[] = [];
    const { url, server } = await mailServer({
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (part: Buffer) => (text += part.toString('utf8')));
        stream.on('end', () => {
          seen.push(headerOf(text, 'Message-ID'));
          // The server has the whole text, and the line dies before it can say so.
          if (isBroken) for (const connection of server.connections) connection.close();
          else done();
        });
      },
    });
    await queue('wangmin@example.gov.cn');
    expect(await deliver(ctx, postTo(url))).toBe(0);
    isBroken = false;
    later(1);
    expect(await deliver(ctx, postTo(url))).toBe(1);
    expect(seen).toHaveLength(2);
    expect(new Set(seen).size).toBe(1);
  });

  test('is sent by one of two processes only', async () => {
    const { url, taken } = await mailServer();
    await queue('a@example.gov.cn', 'b@example.gov.cn', 'c@example.gov.cn');
    const sent = await Promise.all([deliver(ctx, postTo(url)), deliver(ctx, postTo(url)), deliver(ctx, postTo(url))]);
    expect(sent.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(taken.map(({ to }) => to).toSorted()).toEqual(['a@example.gov.cn', 'b@example.gov.cn', 'c@example.gov.cn']);
  });

  test('with a wrong password of ours is kept, and the fault names the setting', async () => {
    const { url } = await mailServer({
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      onAuth: (_auth, _session, done) => done(new Error('wrong password')),
    });
    await queue('wangmin@example.gov.cn');
    await deliver(ctx, postTo(url.replace('//', '//user:secret@')));
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(row?.fault).toContain('SMTP_URL');
    expect(row?.fault).not.toContain('secret');
  });
});
