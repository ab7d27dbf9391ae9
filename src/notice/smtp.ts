import nodemailer from 'nodemailer';
import type { SmtpSettings } from '../platform/settings.ts';
import type { Letter } from './rules/mail.ts';

export interface Posted extends Letter {
  address: string;
  messageId: string;
}

/** Hands one letter to the mail server. Throws what `isHopeless` and `faultWords` understand. */
export type Post = (letter: Posted) => Promise<void>;

/** A server that does not answer must not hold up the queue. */
const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** A mail server by its settings; each letter is a connection of its own. */
export function smtpPost({ url, from }: SmtpSettings, timeouts = waits): Post {
  const server = nodemailer.createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return async ({ address, messageId, subject, text, html }) => {
    await server.sendMail({
      ...{ from, to: address, messageId, subject, text, html },
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  };
}

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

/** True when the server refused this letter for good (5xx to its recipient or its text): trying again is of no use. */
export function isHopeless(error: unknown): boolean {
  const code = fieldOf(error, 'responseCode');
  const command = fieldOf(error, 'command');
  return typeof code === 'number' && code >= 500 && (command === 'RCPT TO' || command === 'DATA');
}

const faults: Record<string, string> = {
  EAUTH: '邮件服务器不认这个用户名或密码（SMTP_URL）',
  ECONNECTION: '连不上邮件服务器',
  ESOCKET: '连不上邮件服务器，或连接断了',
  ETIMEDOUT: '邮件服务器没有回应',
  EDNS: '找不到邮件服务器的地址',
  ETLS: '和邮件服务器的加密连接没有建起来',
};

/** Why a letter did not go out, in words for the office, with the server's own answer. */
export function faultWords(error: unknown): string {
  const code = String(fieldOf(error, 'code') ?? '');
  const answer = String(fieldOf(error, 'response') ?? '');
  const words = faults[code] ?? (answer ? '邮件服务器拒收' : '没有发出去');
  const said = answer || (error instanceof Error ? error.message : '');
  return `${words}${said ? `：${said}` : ''}`.slice(0, 300);
}
