import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../console/client.ts';

const readDays = () => read(api.opendays.$get());
export const useDays = () => useQuery({ queryKey: ['opendays'], queryFn: readDays });

const readDay = (id: string) => read(api.opendays[':id'].$get({ param: { id } }));
export type DayPage = Awaited<ReturnType<typeof readDay>>;

const liveEveryMs = 10_000;

/** One day with its counts, read again every few seconds while it is open: others record too. */
export const useDay = (id: string) =>
  useQuery({
    queryKey: ['opendays', id],
    queryFn: () => readDay(id),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? liveEveryMs : false),
  });

const readVisits = (id: string) => read(api.opendays[':id'].visits.$get({ param: { id } }));
export const useVisits = (id: string) =>
  useQuery({ queryKey: ['opendays', id, 'visits'], queryFn: () => readVisits(id), refetchInterval: liveEveryMs });

export const useDraft = (id: string) =>
  useQuery({
    queryKey: ['opendays', id, 'draft'],
    queryFn: () => read(api.opendays[':id'].draft.$get({ param: { id } })),
  });

export const useSummary = (id: string) =>
  useQuery({
    queryKey: ['openday-summary', id],
    queryFn: () => read(api.opendays.summaries[':id'].$get({ param: { id } })),
  });

export const useFigure = (id: string, figureId: string) =>
  useQuery({
    queryKey: ['openday-summary', id, figureId],
    queryFn: () => read(api.opendays.summaries[':id'].figures[':figureId'].$get({ param: { id, figureId } })),
  });
