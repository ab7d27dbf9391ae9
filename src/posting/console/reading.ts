import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../console/client.ts';

/** Today's legal day in Asia/Shanghai, for the first value of a date field; the server judges by its own clock. */
export const legalToday = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date());

/** What waits at the boards of this person's bodies. */
export const useWaiting = (isAsked: boolean) =>
  useQuery({
    queryKey: ['postings', 'waiting'],
    queryFn: () => read(api.postings.waiting.$get()),
    enabled: isAsked,
  });

/** The boards in use that this person sees. */
export const useBoards = () => useQuery({ queryKey: ['boards'], queryFn: () => read(api.boards.$get({ query: {} })) });

const readPosting = (id: string) => read(api.postings[':id'].$get({ param: { id } }));
export type PostingRecord = Awaited<ReturnType<typeof readPosting>>;
export const usePosting = (id: string) =>
  useQuery({ queryKey: ['postings', id], queryFn: () => readPosting(id), enabled: id !== '' });

const readQuestion = (id: string) => read(api.questions[':id'].$get({ param: { id } }));
export type QuestionRecord = Awaited<ReturnType<typeof readQuestion>>;
export const useQuestion = (id: string) =>
  useQuery({ queryKey: ['questions', id], queryFn: () => readQuestion(id), enabled: id !== '' });
