import type { Context as HonoContext } from 'hono';
import { AppError, isDatabaseAway, isDiskFull, isUnstorable } from '../errors.ts';

/** What the person is told, whatever was thrown. `isBug`: also to be logged whole. */
export interface Failure {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  code: string;
  message: string;
  fields?: Record<string, string>;
  isBug: boolean;
}

/** The one place where an error becomes words; nothing of its inside is let out. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) {
    return { status: error.status, code: error.code, message: error.message, fields: error.fields, isBug: false };
  }
  if (isDatabaseAway(error)) {
    return {
      status: 503,
      code: 'database_away',
      message: '数据库暂时连不上，正在自动恢复。请稍等几秒再试，已填写的内容不会丢。',
      isBug: true,
    };
  }
  if (isDiskFull(error)) {
    return {
      status: 507,
      code: 'disk_full',
      message: '服务器磁盘已满，这次没有保存。请联系管理员清理空间后再试。',
      isBug: true,
    };
  }
  if (isUnstorable(error)) {
    return {
      status: 422,
      code: 'invalid',
      message: '有的内容存不了：日期超出范围，或者有看不见的特殊字符。请改好后再试。',
      isBug: false,
    };
  }
  return { status: 500, code: 'bug', message: '程序出错了，这次没有保存。请把下面的编号告诉管理员。', isBug: true };
}

/** The JSON answer for a failure. */
export function failureJson(c: HonoContext, failure: Failure, requestId: string): Response {
  const { status, code, message, fields } = failure;
  if (status === 503) c.header('retry-after', '3');
  return c.json({ code, message, fields, requestId }, status);
}
