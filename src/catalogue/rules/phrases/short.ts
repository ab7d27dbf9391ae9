import type { Term, TermUnit } from '../term.ts';

const units: Record<TermUnit, string> = { workingDay: 'wd', day: 'd', month: 'm', year: 'y' };

/**
 * A term on one line, so that tables of phrases can be read: 'within 信息形成 20wd | post >=7d | keep 5y | on 公示栏'.
 * Periods: 'every 3m 1/20' (the 20th of the first month), 'every 3m +10wd' (after the period's end).
 */
export function termInShort(term: Term): string {
  if (term.kind === 'unknown') return 'unknown';
  const { posting, retention, channels } = term;
  return [
    mainInShort(term),
    posting && `post ${posting.isAtLeast ? '>=' : ''}${posting.amount}${units[posting.unit]}`,
    retention && `keep ${keptInShort(retention)}`,
    channels.length > 0 && `on ${channels.join(',')}`,
  ]
    .filter(Boolean)
    .join(' | ');
}

function keptInShort(retention: NonNullable<Term['retention']>): string {
  if (retention.isForever) return 'ever';
  return 'until' in retention ? `until ${retention.until}` : `${retention.amount}${units[retention.unit]}`;
}

function mainInShort({ kind, event, amount, unit, every, on }: Term): string {
  const length = amount === null || unit === null ? '-' : `${amount}${units[unit]}`;
  switch (kind) {
    case 'within':
    case 'before':
      return `${kind} ${event ?? '-'} ${length}`;
    case 'prompt':
      return `prompt ${event ?? '-'}`;
    case 'periodic': {
      const period = every?.days ? `every ${every.days}d` : `every ${every?.months}m`;
      const day = every?.day ? ` ${every.month ?? ''}/${every.day}` : '';
      return `${period}${day}${amount === null ? '' : ` +${length}`}`;
    }
    case 'date':
      return `date ${on?.month}-${on?.day}`;
    default:
      return kind;
  }
}
