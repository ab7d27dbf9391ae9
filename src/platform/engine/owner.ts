import { existsSync, readFileSync, statSync } from 'node:fs';

/** The embedded database cannot be started or used; the message says in Chinese what to do. */
export class EngineError extends Error {}

export interface Owner {
  uid: number;
  gid: number;
}

/**
 * The unprivileged user that PostgreSQL runs as where we are root (it refuses root), or undefined where we are not:
 * the owner of the cluster that is there, else nobody. Throws EngineError when there is no user to run as.
 */
export function engineOwner(cluster: string): Owner | undefined {
  const us = process.getuid?.();
  const present = existsSync(cluster) ? statSync(cluster) : undefined;
  if (us !== 0) {
    if (present && us !== undefined && present.uid !== us) {
      throw new EngineError(
        `数据文件夹里的数据库属于另一个用户（${userName(present.uid)}）。` +
          '请用原来的用户（或 root）运行，或用 DATA_DIR 指定别的文件夹。',
      );
    }
    return undefined;
  }
  // Made by an ordinary user and now started by root: PostgreSQL opens only what is its user's own.
  if (present && present.uid !== 0) return { uid: present.uid, gid: present.gid };
  const [, , uid, gid] = passwd().find(([name]) => name === 'nobody') ?? [];
  if (!uid || !gid) {
    throw new EngineError(
      '以 root 运行时，内置数据库需要系统里有 nobody 用户；请换普通用户运行，或设置 DATABASE_URL。',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

const passwd = () =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));

function userName(uid: number): string {
  return passwd().find(([, , id]) => id === String(uid))?.[0] ?? String(uid);
}
