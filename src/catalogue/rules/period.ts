/** A period's key as people say it: '2026-Q3' is 2026年第3季度. Pure. */
export function periodWords(period: string): string {
  if (period === 'standing') return '长期公开';
  if (period === 'unclear') return '时限待确认';
  if (period.startsWith('event:')) return '事项发生后';
  const [year = '', part = ''] = period.split('-');
  if (part === '') return `${year}年`;
  if (part.startsWith('Q')) return `${year}年第${part.slice(1)}季度`;
  if (part.startsWith('H')) return `${year}年${part === 'H1' ? '上' : '下'}半年`;
  if (part.startsWith('W')) return `${year}年第${Number(part.slice(1))}周`;
  const stretch = /^(\d+)M(\d+)$/.exec(part);
  return stretch ? `${year}年第${stretch[2]}期（每 ${stretch[1]} 个月）` : `${year}年${Number(part)}月`;
}
