export type FieldMessages = Record<string, string>;

/** An outcome the user can act on. Everything else that is thrown is a bug and becomes a 500 without details. */
export class AppError extends Error {
  constructor(
    readonly code: string,
    readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503,
    message: string,
    readonly fields?: FieldMessages,
  ) {
    super(message);
    this.name = 'AppError';
  }
}

/** 404. `what` is the Chinese name of what was looked for, e.g. 信息. */
export const notFound = (what: string) =>
  new AppError('not_found', 404, `没有找到您要的${what}，可能已经撤下，或者地址有误。`);

/** 409: the act is right but the record's state (or another person's edit) stands against it. */
export const conflict = (message: string) => new AppError('conflict', 409, message);

/** 403: the person is known but has no such right for this body. */
export const forbidden = (message = '您没有办理这件事的权限。如确需办理，请联系本机构管理员。') =>
  new AppError('forbidden', 403, message);

/** 401: nobody is signed in, or the session has ended. */
export const signInNeeded = () => new AppError('sign_in', 401, '登录已过期，请重新登录；您填写的内容仍保留在本页。');

/** 422 with one message per field. */
export const invalid = (fields: FieldMessages, message = '有内容需要修改，请看标出的地方。') =>
  new AppError('invalid', 422, message, fields);

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  '53300', // too_many_connections
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '08006',
  '08003',
  '08001',
]);

/** True when the error says that the database cannot be reached now, so trying again later is right. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && connectionCodes.has(error.code)) return true;
  // The socket is not there while the engine is away; a file that is not there is another matter.
  if ('code' in error && error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') return true;
  return /Connection terminated|is not queryable|connection timeout|timeout exceeded when trying to connect/i.test(
    error.message,
  );
}

/** True when PostgreSQL or the file system has no room left. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '53100' || error.code === 'ENOSPC');
}

const valueCodes = new Set([
  '22007', // invalid_datetime_format
  '22008', // datetime_field_overflow: the year 0
  '22021', // character_not_in_repertoire: NUL
  '22P05', // untranslatable_character: NUL in JSON
]);

/** True when a person gave a value that PostgreSQL cannot hold: a wrong entry, no bug. */
export function isUnstorable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && valueCodes.has(error.code);
}
