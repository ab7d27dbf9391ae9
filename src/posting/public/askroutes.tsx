import { Hono, type Context as HonoContext } from 'hono';
import { v4 as uuidv4 } from 'uuid';
import { Attempts } from '../../account/attempts.ts';
import { bodyByCode, type BodyRow } from '../../body/queries.ts';
import { publicDisclosure } from '../../disclosure/queries/published.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, notFound, type FieldMessages } from '../../platform/errors.ts';
import { fieldMessages, hasUnstorable } from '../../platform/http/input.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { ask } from '../commands/question.ts';
import { todayOf } from '../papers.tsx';
import { ownQuestion } from '../queries/question.ts';
import { questionsPerAddress, wrongCodesPerAddress } from '../rules/question.ts';
import { askInput, lookUpInput } from '../schema.ts';
import { AskedView, AskForm, LookUpForm, OwnQuestionView, type Entries } from './ask.tsx';

/** Villagers' questions: plain forms, no session, no script. */
export const askPublic = (ctx: Context) => {
  const asked = new Attempts(questionsPerAddress, 10);
  const wrongCodes = new Attempts(wrongCodesPerAddress, 10);
  return new Hono<PublicEnv>()
    .get('/b/:code/ask', async (c) => {
      const village = await villageOf(ctx, c.req.param('code'));
      return formPage(ctx, c, village, { about: c.req.query('about') ?? '' });
    })
    .post('/b/:code/ask', async (c) => {
      const village = await villageOf(ctx, c.req.param('code'));
      const entries = textFields(await c.req.parseBody());
      const parsed = askInput.safeParse(entries);
      if (!parsed.success) return formPage(ctx, c, village, entries, fieldMessages(parsed.error.issues));
      if (hasUnstorable(parsed.data))
        return formPage(ctx, c, village, entries, { question: '里面有存不了的特殊字符，请删去后重新填写' });
      try {
        asked.check(c.env.address, ctx.clock.now());
        const receipt = await ask(ctx, village.id, parsed.data);
        asked.note(c.env.address, ctx.clock.now());
        return await publicPage(ctx, c, async () => ({
          title: '收到了',
          isUnlisted: true,
          trail: trailOf(village),
          content: <AskedView village={village} asked={receipt} />,
        }));
      } catch (error) {
        if (!(error instanceof AppError) || error.status !== 429) throw error;
        const problem = error.message.startsWith('试错') ? '从您这里来的问题太多，请过 10 分钟再提交。' : error.message;
        return formPage(ctx, c, village, entries, {}, problem);
      }
    })
    .get('/question', (c) => lookUpPage(ctx, c, {}))
    .post('/question', async (c) => {
      const now = ctx.clock.now();
      const entries = textFields(await c.req.parseBody());
      const parsed = lookUpInput.safeParse(entries);
      if (!parsed.success || hasUnstorable(parsed.data)) return lookUpPage(ctx, c, entries, '请把编号和查询码都填上。');
      wrongCodes.check(c.env.address, now);
      const own = await ownQuestion(ctx.db, parsed.data, todayOf(ctx));
      if (!own) {
        wrongCodes.note(c.env.address, now);
        return lookUpPage(ctx, c, entries, '编号和查询码对不上。请对一对提交时记下的编号和 6 位查询码。');
      }
      return publicPage(ctx, c, async () => ({
        title: '我的问题',
        isUnlisted: true,
        trail: [{ name: '查我的问题', href: '/question' }],
        content: <OwnQuestionView own={own} isLate={own.state === 'overdue'} />,
      }));
    });
};

async function villageOf(ctx: Context, code: string): Promise<BodyRow> {
  const village = await bodyByCode(ctx.db, code);
  if (village.kind !== 'village') throw notFound('村');
  return village;
}

const trailOf = (village: BodyRow) => [
  { name: '机构和村', href: '/bodies' },
  { name: village.name, href: `/b/${village.code}` },
];

function formPage(
  ctx: Context,
  c: HonoContext<PublicEnv>,
  village: BodyRow,
  entries: Entries,
  faults: FieldMessages = {},
  problem?: string,
) {
  const page = async () => {
    const isRefused = Object.keys(faults).length > 0 || problem !== undefined;
    const found = entries['about'] ? await publicDisclosure(ctx.db, entries['about']) : undefined;
    return {
      title: isRefused ? '还没有提交' : `向${village.name}提问`,
      status: isRefused ? (422 as const) : undefined,
      isUnlisted: true,
      trail: trailOf(village),
      content: (
        <AskForm
          // Pressed twice, it is one question; a form that was refused keeps its token.
          token={entries['token'] && !faults['token'] ? entries['token'] : uuidv4()}
          about={found && { number: found.number, title: found.title }}
          {...{ village, entries, faults, problem }}
        />
      ),
    };
  };
  return publicPage(ctx, c, page, 'asker');
}

function lookUpPage(ctx: Context, c: HonoContext<PublicEnv>, entries: Entries, fault?: string) {
  return publicPage(ctx, c, async () => ({
    title: '查我的问题',
    status: fault ? 422 : undefined,
    isUnlisted: true,
    trail: [{ name: '查我的问题', href: '/question' }],
    tags: fault ? undefined : [],
    content: <LookUpForm entries={entries} fault={fault} />,
  }));
}

const textFields = (body: Record<string, unknown>): Entries =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
