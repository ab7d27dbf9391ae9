import { dateWords } from '../../site/date.ts';
import type { interpretationLinks } from '../queries.ts';

/** 政策解读, both ways: from a policy to what explains it, and back (双向关联). */
export function Explained({ explainedBy, explains, dueOn }: Awaited<ReturnType<typeof interpretationLinks>>) {
  if (!explainedBy && !explains && !dueOn) return null;
  return (
    <section className="block" aria-labelledby="explained">
      <h2 id="explained">政策解读</h2>
      {explainedBy && (
        <p>
          看不懂文件，可以看解读：<a href={`/d/${explainedBy.number}`}>{explainedBy.title}</a>
        </p>
      )}
      {explains && (
        <p>
          这是对政策文件的解读，原文：<a href={`/d/${explains.number}`}>{explains.title}</a>
        </p>
      )}
      {dueOn && <p>解读将在{dateWords(dueOn)}前公开。</p>}
    </section>
  );
}
