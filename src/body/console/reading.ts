import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../console/client.ts';

const readBodies = () => read(api.bodies.$get());
export type Body = Awaited<ReturnType<typeof readBodies>>[number];

/** All bodies of the county, parents before children. */
export const useBodies = () => useQuery({ queryKey: ['bodies'], queryFn: readBodies, staleTime: 60_000 });

const readInside = (id: string) => read(api.bodies[':id'].$get({ param: { id } }));
export type Inside = Awaited<ReturnType<typeof readInside>>;

/** One body's sections and leading group. */
export const useInside = (id: string) => useQuery({ queryKey: ['bodies', id], queryFn: () => readInside(id) });
