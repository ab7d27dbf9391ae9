import type { ReactNode } from 'react';

/** A table that scrolls inside itself where the screen is narrow; reached by keyboard, first column fixed. */
export function WideTable({ name, children }: { name: string; children: ReactNode }) {
  return (
    // A region that scrolls must be reachable without a mouse (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="scroll" aria-label={name} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
