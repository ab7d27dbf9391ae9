import { api, read } from '../../console/client.ts';

export const readRegister = (query: Record<string, string>) => read(api.filings.$get({ query }));
export type FilingLine = Awaited<ReturnType<typeof readRegister>>['rows'][number];

export const readFiling = (id: string) => read(api.filings[':id'].$get({ param: { id } }));
export type FilingRecord = Awaited<ReturnType<typeof readFiling>>;
