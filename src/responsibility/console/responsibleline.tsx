import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { duties, dutyNames } from '../rules/assigning.ts';

/** Who is responsible for an obligation, in a line; leads to the matrix where nobody is named. */
export function ResponsibleLine({ obligationId, bodyId }: { obligationId: string; bodyId: string }) {
  const shown = useQuery({
    queryKey: ['matrix', 'of', obligationId],
    queryFn: () => read(api.responsibilities.of[':obligationId'].$get({ param: { obligationId } })),
  });
  if (!shown.data) return <>{shown.isError ? '读不到责任人' : '正在读取……'}</>;
  const assigned = shown.data;
  const words = [
    assigned.section,
    ...dutyNames.map((duty) => assigned[duty].name && `${duties[duty]} ${assigned[duty].name}`),
  ].filter(Boolean);
  return <Link to={`/responsibility?bodyId=${bodyId}`}>{words.join('，') || '还没有指定责任人'}</Link>;
}
