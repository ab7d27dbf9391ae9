import { api, read } from '../../console/client.ts';

export const readGrid = (query: { body?: string; quarter?: string }) => read(api.villages.grid.$get({ query }));
export type GridPage = Awaited<ReturnType<typeof readGrid>>;

export const readLists = () => read(api.villages.lists.$get());

export const readList = (bodyId: string) => read(api.villages.lists[':bodyId'].$get({ param: { bodyId } }));
export type ListPageData = Awaited<ReturnType<typeof readList>>;
export type Entry = ListPageData['entries'][number];

export const readCommittee = (bodyId: string) => read(api.villages.committees[':bodyId'].$get({ param: { bodyId } }));
