import { readFileSync } from 'node:fs';

/** The embedded database cannot be started or used; the message says in Chinese what to do. */
export class EngineError extends Error {}

export interface Owner {
  uid: number;
  gid: number;
}

/**
 * The unprivileged user that PostgreSQL runs as where we are root (it refuses root), or undefined where we are not.
 * Throws EngineError when the system has no such user in its list.
 */
export function engineOwner(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) {
    throw new EngineError(
      '以 root 运行时，内置数据库需要系统里有 nobody 用户；请换普通用户运行，或设置 DATABASE_URL。',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}
