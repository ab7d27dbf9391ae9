import { existsSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { projectRoot } from './project.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const schema = z.object({
  YANGGUANG_MODE: z
    .enum(['sample', 'production'], '只能是 sample（示例站点）或 production（正式使用）')
    .default('sample'),
  PORT: z.coerce.number('应为端口号').int().min(0).max(65535, '端口号应在 0–65535 之间').default(3000),
  HOST: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头，例如 postgres://用户:密码@主机:5432/库名')
    .optional(),
  DATA_DIR: z.string().min(1).optional(),
  PUBLIC_URL: z.url('应为完整网址，例如 https://zwgk.example.gov.cn').optional(),
  TRUST_PROXY: flag.default(false),
  SESSION_IDLE_MINUTES: z.coerce.number('应为分钟数').int().min(5).max(1440).default(60),
  PROCESSES: z.coerce.number('应为进程数').int().min(1).max(64).default(Math.min(2, availableParallelism())),
  LOG: z.enum(['json', 'off'], '只能是 json 或 off').default('json'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, '应以 smtp:// 或 smtps:// 开头，例如 smtp://用户:密码@mail.example.gov.cn:587')
    .optional(),
  MAIL_FROM: z.string().regex(/@/, '应为发件人，例如 政务公开 <zwgk@example.gov.cn>').optional(),
  CHECK_LINKS: flag.default(false),
});

export interface Settings {
  mode: 'sample' | 'production';
  port: number;
  host: string;
  /** Unset: the embedded database in `dataDir` is used. */
  databaseUrl: string | undefined;
  dataDir: string;
  publicUrl: string;
  trustProxy: boolean;
  sessionIdleMinutes: number;
  /** How many processes answer requests; with more than one, another owns the database and starts them anew. */
  processes: number;
  log: 'json' | 'off';
  /** Unset: reminders stay in the console. */
  smtp: SmtpSettings | undefined;
  /** Whether the nightly check may ask the outside addresses that documents link to. */
  checksOutsideLinks: boolean;
}

export interface SmtpSettings {
  url: string;
  from: string;
}

/** A setting that cannot be used; the message names the variable and says in Chinese what to write instead. */
export class SettingsError extends Error {}

/**
 * Reads all settings from the environment.
 * Throws SettingsError that lists every wrong variable at once.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const parsed = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`);
    throw new SettingsError(`环境变量设置有误：\n${lines.join('\n')}`);
  }
  const value = parsed.data;
  if ((value.SMTP_URL === undefined) !== (value.MAIL_FROM === undefined))
    throw new SettingsError('环境变量设置有误：\n  SMTP_URL 和 MAIL_FROM 要一起设：一个是邮件服务器，一个是发件人。');
  return {
    mode: value.YANGGUANG_MODE,
    port: value.PORT,
    // The sample county has published passwords, so it listens on this machine only unless told otherwise.
    host: value.HOST ?? (value.YANGGUANG_MODE === 'sample' ? '127.0.0.1' : '0.0.0.0'),
    databaseUrl: value.DATABASE_URL,
    dataDir: path.resolve(value.DATA_DIR ?? defaultDataDir()),
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/$/, ''),
    trustProxy: value.TRUST_PROXY,
    sessionIdleMinutes: value.SESSION_IDLE_MINUTES,
    processes: value.PROCESSES,
    log: value.LOG,
    smtp: value.SMTP_URL && value.MAIL_FROM ? { url: value.SMTP_URL, from: value.MAIL_FROM } : undefined,
    checksOutsideLinks: value.CHECK_LINKS,
  };
}

/**
 * `data/` in the checkout. Where we run as root in a folder that no other user may enter (a private home, a
 * private temporary folder), PostgreSQL, which refuses to run as root, could not reach it: then a folder of the
 * same checkout under /var/lib.
 */
function defaultDataDir(): string {
  if (process.getuid?.() !== 0 || isOpenToOthers(projectRoot)) return path.join(projectRoot, 'data');
  const mark = createHash('sha256').update(projectRoot).digest('hex').slice(0, 8);
  return `/var/lib/yangguang/${path.basename(projectRoot)}-${mark}`;
}

/** True when every folder on the way to `target` may be entered by any user. */
export function isOpenToOthers(target: string): boolean {
  for (let at = path.resolve(target); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
