import { commandLineActor, type Actor } from '../account/rules.ts';
import type { Context } from '../platform/context.ts';
import { migrate, MigrationError } from '../platform/database/migrate.ts';
import { openDatabase, type OpenDatabase } from '../platform/database/open.ts';
import { EngineError } from '../platform/engine/owner.ts';
import { AppError, isDatabaseAway, isDiskFull } from '../platform/errors.ts';
import { readSettings, SettingsError } from '../platform/settings.ts';
import { makeContext } from '../serve.ts';

/** Exit codes that a script can trust. */
export const exit = {
  done: 0,
  failed: 1,
  /** Wrong arguments, settings or input file. */
  badInput: 2,
  /** The file was read, but at least one row was refused. */
  rowsRefused: 3,
  /** The database cannot be reached, or another program holds the data folder. */
  noDatabase: 4,
  /** Ctrl-C or SIGTERM; what was done so far is kept. */
  interrupted: 130,
} as const;

export interface Output {
  isJson: boolean;
  /** The result: with --json one JSON value, else the lines. Goes to standard output. */
  result(value: unknown, lines: () => string): void;
  /** Progress and remarks. Go to standard error, so that output can be piped. */
  remark(text: string): void;
}

export function output(isJson: boolean | undefined): Output {
  return {
    isJson: isJson === true,
    result: (value, lines) => process.stdout.write(`${isJson ? JSON.stringify(value, null, 2) : lines()}\n`),
    remark: (text) => process.stderr.write(`${text}\n`),
  };
}

/**
 * Runs a command over the database, which it shares with a running server, and sets the exit code.
 * `verb` names the command in the audit record.
 */
export async function withDatabase(
  verb: string,
  options: { json?: boolean },
  work: (ctx: Context, actor: Actor, out: Output, opened: OpenDatabase) => Promise<number | void>,
): Promise<void> {
  await guarded(options, async (out) => {
    const settings = readSettings();
    const opened = await openDatabase(settings, { shared: true, report: out.remark });
    try {
      await migrate(opened.connection);
      return await work(makeContext(settings, opened), commandLineActor(verb), out, opened);
    } finally {
      await opened.close();
    }
  });
}

/** Runs a command and turns what it throws into a message and an exit code. */
export async function guarded(
  options: { json?: boolean },
  work: (out: Output) => Promise<number | void>,
): Promise<void> {
  const out = output(options.json);
  // Leaving by `exit` lets what we started (the embedded database, a half-written file) be cleared away. A command
  // that listens itself finishes in its own way.
  const interrupted = (signal: string) => process.listenerCount(signal) === 0 && process.exit(exit.interrupted);
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    process.exitCode = (await work(out)) ?? exit.done;
  } catch (error) {
    const fault = explain(error);
    const { code, name, message, fields } = fault;
    process.exitCode = code;
    process.stderr.write(
      out.isJson ? `${JSON.stringify({ error: { code: name, message, fields } })}\n` : faultLines(fault),
    );
  }
}

export interface Fault {
  /** The exit code. */
  code: number;
  name: string;
  message: string;
  fields?: Record<string, string>;
}

/** A fault as a person reads it; what stands both above and beside a field is said once. */
export const faultLines = ({ message, fields }: Fault): string =>
  `${[...new Set([message, ...Object.values(fields ?? {})])].join('\n  ')}\n`;

/** The exit code and the words for what a command threw. */
export function explain(error: unknown): Fault {
  if (error instanceof AppError) {
    return {
      code: error.status === 503 ? exit.noDatabase : exit.badInput,
      name: error.code,
      message: error.message,
      fields: error.fields,
    };
  }
  if (error instanceof SettingsError) return { code: exit.badInput, name: 'settings', message: error.message };
  if (error instanceof EngineError || error instanceof MigrationError)
    return { code: exit.noDatabase, name: 'database', message: error.message };
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const file = 'path' in error ? String(error.path) : '';
    if (error.code === 'ENOENT' && file) return { code: exit.badInput, name: 'no_file', message: `找不到文件 ${file}` };
    if (error.code === 'EISDIR')
      return { code: exit.badInput, name: 'no_file', message: `${file ? `${file} ` : '给的'}是文件夹，这里需要文件。` };
    if (error.code === 'EACCES' && file)
      return { code: exit.badInput, name: 'no_access', message: `没有权限读写 ${file}` };
    if (isDiskFull(error))
      return { code: exit.failed, name: 'disk_full', message: '磁盘已满，没有写完。请清理空间后再试。' };
    if (error.code === 'EADDRINUSE') {
      const port = 'port' in error ? String(error.port) : '';
      return {
        code: exit.badInput,
        name: 'port_taken',
        message: `端口 ${port} 已被别的程序占用。请先停止那个程序，或换一个端口，例如：PORT=3100 npm start`,
      };
    }
  }
  if (isDatabaseAway(error))
    return {
      code: exit.noDatabase,
      name: 'database',
      message: '数据库连不上。请检查 DATABASE_URL，或数据库是否已启动。',
    };
  return {
    code: exit.failed,
    name: 'bug',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
