import { dateWords, dayWords } from '../../site/date.ts';
import type { PublishedLine } from '../queries/published.ts';

/** A list of published documents: what each is, whose, and from when. */
export function DocumentLines({
  lines,
  isOneBody = false,
  isBrief = false,
  base = '/d',
}: {
  lines: readonly PublishedLine[];
  /** The page is that body's own: its name need not stand in each line. */
  isOneBody?: boolean;
  isBrief?: boolean;
  /** Where each is read, by its number. */
  base?: string;
}) {
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.number}>
          <a href={`${base}/${line.number}`}>{line.title}</a>
          <p className="meta">
            <time dateTime={line.firstPublishedAt.toISOString()}>{dayWords(line.firstPublishedAt)}公开</time>
            {line.issuedOn && !isBrief && <span>{dateWords(line.issuedOn)}成文</span>}
            {!isOneBody && <span>{line.bodyName}</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
