import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read } from '../../console/client.ts';

const lookAgainMs = 60_000;
const readNotices = () => read(api.notices.$get());

export type OwnNotice = Awaited<ReturnType<typeof readNotices>>['notices'][number];

/** One's own notices, looked for again every minute. */
export const useNotices = () => useQuery({ queryKey: ['notices'], queryFn: readNotices, refetchInterval: lookAgainMs });

/** Marks one notice as read, or all of them. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id?: string) =>
      id ? read(api.notices[':id'].reading.$post({ param: { id } })) : read(api.notices.reading.$post()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}
