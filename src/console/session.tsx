import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ActName } from '../account/rules.ts';
import { ApiFailure, api, read } from './client.ts';

const readSession = () => read(api.accounts.session.$get());

/** Who is signed in, where, and what that person may do. */
export type Session = Awaited<ReturnType<typeof readSession>>;

/** The session from the server; `data: null` – nobody is signed in. */
export const useSessionQuery = () =>
  useQuery<Session | null>({
    queryKey: ['session'],
    queryFn: () =>
      readSession().catch((error: unknown) => {
        if (error instanceof ApiFailure && error.status === 401) return null;
        throw error;
      }),
    staleTime: Infinity,
  });

export const SessionContext = createContext<Session | undefined>(undefined);

/** The person signed in. Throws outside the frame, where there is none. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside the console frame');
  return session;
}

/** Whether the person may do the act anywhere; the server decides for each body. */
export const useMay = (act: ActName): boolean => useSession().may.includes(act);
