import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { useSession } from '../../console/session.tsx';

const readMatrix = (id: string) => read(api.responsibilities[':id'].$get({ param: { id } }));
export type MatrixOfBody = Awaited<ReturnType<typeof readMatrix>>;
export const useMatrix = (id: string) => useQuery({ queryKey: ['matrix', id], queryFn: () => readMatrix(id) });

const readChecklist = (id: string, year: string) =>
  read(api.fivethings.bodies[':id'].$get({ param: { id }, query: { year } }));
export type Checklist = Awaited<ReturnType<typeof readChecklist>>;
export type ChecklistLine = Checklist['lines'][number];
export const useChecklist = (id: string, year: string) =>
  useQuery({ queryKey: ['five', id, year], queryFn: () => readChecklist(id, year) });

const readInstitutions = (id: string, query: { from: string; to: string }) =>
  read(api.institutions[':id'].$get({ param: { id }, query }));
export type InstitutionsOfBody = Awaited<ReturnType<typeof readInstitutions>>;
export const useInstitutions = (id: string, span: { from: string; to: string }) =>
  useQuery({ queryKey: ['institutions', id, span], queryFn: () => readInstitutions(id, span) });

const dayInShanghai = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });
/** Today's legal date, in Shanghai, wherever the browser is. */
export const today = () => dayInShanghai.format(new Date());
export const thisYear = () => today().slice(0, 4);

/** The body in the address, else the person's own; and how to choose another. */
export function useChosenBody() {
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return { bodyId: params.get('bodyId') ?? session.body_id, params, set };
}
