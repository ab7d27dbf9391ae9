import { Hono, type Context as HonoContext } from 'hono';
import { rootBody } from '../body/queries.ts';
import type { Context } from '../platform/context.ts';
import { AppError, type FieldMessages } from '../platform/errors.ts';
import { fieldMessages } from '../platform/http/input.ts';
import type { PublicEnv } from '../platform/http/page.ts';
import { publicPage } from '../site/page.tsx';
import { setUpSite, setupOver } from './commands/setup.ts';
import { setupInput } from './schema.ts';
import { isSetupOpen } from './setup.ts';
import { SetupDone, SetupForm } from './setuppage.tsx';

/** The page behind the one-time link of a new site: a plain form, no session, gone once it was used. */
export const accountPublic = (ctx: Context) =>
  new Hono<PublicEnv>()
    .get('/setup/:key', async (c) => {
      if (!(await isSetupOpen(ctx, c.req.param('key')))) throw setupOver();
      return formPage(ctx, c, {});
    })
    .post('/setup/:key', async (c) => {
      if (!(await isSetupOpen(ctx, c.req.param('key')))) throw setupOver();
      const entries = textFields(await c.req.parseBody());
      const parsed = setupInput.safeParse(nested(entries));
      if (!parsed.success) return formPage(ctx, c, entries, fieldMessages(parsed.error.issues));
      try {
        await setUpSite(ctx, c.req.param('key'), parsed.data, c.env);
      } catch (error) {
        if (error instanceof AppError && error.fields) return formPage(ctx, c, entries, error.fields);
        if (error instanceof AppError && error.status === 409)
          return formPage(ctx, c, entries, { 'system.login': error.message });
        throw error;
      }
      return publicPage(ctx, c, async () => ({ title: '已经建好', isUnlisted: true, content: <SetupDone /> }));
    });

type Entries = Record<string, string>;

function formPage(ctx: Context, c: HonoContext<PublicEnv>, entries: Entries, faults: FieldMessages = {}) {
  return publicPage(ctx, c, async () => {
    const isRefused = Object.keys(faults).length > 0;
    return {
      title: isRefused ? '有内容需要修改' : '首次使用',
      isUnlisted: true,
      status: isRefused ? 422 : undefined,
      content: <SetupForm entries={entries} faults={faults} asksCounty={!(await rootBody(ctx.db))} />,
    };
  });
}

function textFields(body: Record<string, unknown>): Entries {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** `{'system.login': 'a'}` → `{system: {login: 'a'}}`: a plain form knows only flat names. */
function nested(entries: Entries): Record<string, Entries> {
  const groups: Record<string, Entries> = {};
  for (const [name, value] of Object.entries(entries)) {
    const [group = '', field = ''] = name.split('.');
    groups[group] = { ...groups[group], [field]: value };
  }
  return groups;
}
