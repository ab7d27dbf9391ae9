import { Link } from 'react-router';
import { figureText, type Figure } from '../rules/figure.ts';
import { headingNumbers, partText, type Paragraph, type Part } from '../rules/summary.ts';

interface PaperProps {
  figures: readonly Figure[];
  paragraphs: readonly Paragraph[];
  /** With it each figure leads to its records. */
  summaryId?: string;
}

/** A summary as it will stand on paper. */
export function Paper({ figures, paragraphs, summaryId }: PaperProps) {
  const numbers = headingNumbers(paragraphs);
  return (
    <article className="paper" lang="zh-CN">
      {paragraphs.map(({ level, parts }, index) => {
        const Tag = level === 'title' ? 'h2' : level === 'heading' ? 'h3' : level === 'subheading' ? 'h4' : 'p';
        return (
          <Tag key={index} className={`paper-${level}`}>
            {numbers[index]}
            {parts.map((part, at) => (
              <PartView key={at} part={part} figures={figures} summaryId={summaryId} />
            ))}
          </Tag>
        );
      })}
    </article>
  );
}

function PartView({ part, figures, summaryId }: { part: Part; figures: readonly Figure[]; summaryId?: string }) {
  if (part.kind === 'ask') return <mark>{partText(part, figures)}</mark>;
  if (part.kind !== 'figure') return partText(part, figures);
  const figure = figures.find(({ id }) => id === part.id);
  if (!figure) return null;
  return summaryId ? (
    <Link to={`/figures/${summaryId}/${figure.id}`} title={`${figure.label}：点开看依据`}>
      {figureText(figure)}
    </Link>
  ) : (
    <strong>{figureText(figure)}</strong>
  );
}
