import type { ReactNode } from 'react';
import { wordsOf } from './reads.ts';

/** The frame of each screen: what it is, and the way back. */
export function Frame({ title, back, children }: { title: string; back?: string; children: ReactNode }) {
  return (
    <>
      <header>
        {back && (
          <a href={back} className="back">
            ‹ 返回
          </a>
        )}
        <h1>{title}</h1>
      </header>
      <main>{children}</main>
    </>
  );
}

/** What could not be read, and the way to try again. */
export function Trouble({ error, retry, back }: { error: unknown; retry: () => Promise<void>; back?: string }) {
  return (
    <Frame title="没有打开" back={back}>
      <p role="alert" className="fault">
        {wordsOf(error)}
      </p>
      <button type="button" className="big" onClick={() => void retry()}>
        再试一次
      </button>
    </Frame>
  );
}

/** Sums of money side by side, each under its name. */
export function Sums({ of }: { of: readonly (readonly [string, string])[] }) {
  return (
    <dl className="sums">
      {of.map(([name, amount]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
  );
}
