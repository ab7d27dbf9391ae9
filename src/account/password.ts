import { hash, verify } from '@node-rs/argon2';
import { randomInt } from 'node:crypto';

// OWASP's second recommended setting of argon2id (algorithm 2); measured at about 75 ms to verify.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const hashesAtOnce = 4; // 64 sign-ins at once must not take a gigabyte

let running = 0;
const waiting: (() => void)[] = [];

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (running >= hashesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The argon2id hash to store for a password. */
export const hashPassword = (password: string): Promise<string> => oneOfFew(() => hash(password, cost));

/** Whether the password is the one that was hashed. */
export const isPassword = (stored: string, password: string): Promise<boolean> =>
  oneOfFew(() => verify(stored, password));

let decoy: Promise<string> | undefined;

/** Takes as long as a real check, so that an unknown login cannot be told from a wrong password by the time. */
export async function checkNothing(password: string): Promise<void> {
  decoy ??= hashPassword('nobody has this password');
  await isPassword(await decoy, password);
}

const legible = 'abcdefghjkmnpqrstuvwxyz23456789'; // none that is mistaken for another on paper or over the telephone

/** A password to hand to a person once, e.g. `k7mp-x3wr-9hqd` (59 bits). */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => legible[randomInt(legible.length)]).join('');
  return `${group()}-${group()}-${group()}`;
}
