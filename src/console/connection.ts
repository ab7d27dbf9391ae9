import { useSyncExternalStore } from 'react';

/** How the console stands with the server: `away` – no answer, or its database does not answer; `signedOut` – the session ended. */
export type Connection = 'there' | 'away' | 'signedOut';

let current: Connection = 'there';
const listeners = new Set<() => void>();

/** Called for each answer of the API; tells the frame to show a banner or the sign-in dialog. */
export function noteConnection(next: Connection): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

/** The connection now; the component renders again when it changes. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
