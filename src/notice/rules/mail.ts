import { dateWords } from '../../site/date.ts';
import { inOrder, lineLink, lineWords, noticeTitle, type NoticeLine } from './lines.ts';

/** What stands in an e-mail, and when it is tried again. Pure. */

export interface Letter {
  subject: string;
  text: string;
  html: string;
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const page = (inner: string) =>
  `<!doctype html><html lang="zh-CN"><body style="font-family:sans-serif;font-size:16px;line-height:1.7;color:#1b1b1f">${inner}</body></html>`;

/** The day's notice as a letter: counts and where to look, no word of any citizen. */
export function digestLetter(digest: {
  day: string;
  personName: string;
  lines: readonly NoticeLine[];
  consoleUrl: string;
}): Letter {
  const { day, personName, consoleUrl } = digest;
  const lines = inOrder(digest.lines).map((line) => ({ words: lineWords(line), href: consoleUrl + lineLink(line) }));
  const foot = '这封信由政务公开系统自动发出，每天最多一封。不想再收，可在后台“设置”里关掉邮件提醒。';
  return {
    subject: `政务公开提醒（${dateWords(day)}）：${noticeTitle(digest.lines)}`,
    text: [
      `${personName}，您好：`,
      '',
      ...lines.map(({ words, href }) => `· ${words}\n  ${href}`),
      '',
      `进入工作后台：${consoleUrl}`,
      '',
      foot,
      '',
    ].join('\n'),
    html: page(
      `<p>${escaped(personName)}，您好：</p><ul>${lines
        .map(({ words, href }) => `<li><a href="${escaped(href)}">${escaped(words)}</a></li>`)
        .join('')}</ul><p><a href="${escaped(consoleUrl)}">进入工作后台</a></p><p style="color:#5a5853">${foot}</p>`,
    ),
  };
}

export const codeMinutes = 30;
export const codeTriesAtMost = 5;
export const codeAgainAfterSeconds = 60;

/** The letter that proves an address. */
export function codeLetter(personName: string, code: string): Letter {
  const words = `您正在把这个邮箱设为政务公开工作后台的提醒邮箱，验证码是 ${code}，${codeMinutes} 分钟内有效。`;
  const foot = '不是您本人操作的，请不用理会这封信。';
  return {
    subject: `邮箱验证码 ${code}`,
    text: `${personName}，您好：\n\n${words}\n\n${foot}\n`,
    html: page(`<p>${escaped(personName)}，您好：</p><p>${words}</p><p style="color:#5a5853">${foot}</p>`),
  };
}

/** What stays of a letter with a code once it has gone out or never will. */
export const wipedLetter: Omit<Letter, 'subject'> & Letter = {
  subject: '邮箱验证码',
  text: '（验证码已清除）',
  html: '（验证码已清除）',
};

/** Minutes until each further attempt; after the last a letter is dead (about two days: a reminder older than that is none). */
const againAfterMinutes = [1, 5, 15, 60, 180, 360, 720, 1440];

/** When a letter that failed `attempts` times is tried again; null: not any more. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const minutes = againAfterMinutes[attempts - 1];
  return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000);
}

/** An address as others see it: whose it is can be guessed, it cannot be written to. */
export const maskedAddress = (address: string): string => address.replace(/^(.).*(@.*)$/, '$1***$2');
