import { personalDataNames } from '../../privacy/rules.ts';
import { markHtml } from '../../privacy/html.ts';
import type { DisclosureRecord } from './reads.ts';

/**
 * The document as the public will see it. While it is checked, personal data stands between marks. The server has
 * cleaned the HTML when it was saved and again when it was read.
 */
export function Paper({ record, isChecking }: { record: DisclosureRecord; isChecking: boolean }) {
  const html = isChecking ? markHtml(record.html) : record.html;
  return (
    <article className="panel paper" aria-label="正文">
      <h2 className="paper-title">{record.title}</h2>
      {record.documentNumber && <p className="paper-number">{record.documentNumber}</p>}
      <div className="paper-text" dangerouslySetInnerHTML={{ __html: html }} />
    </article>
  );
}

/** Personal data found, each masked and with the words around it. */
export function Findings({ findings }: { findings: DisclosureRecord['findings'] }) {
  return (
    <ul className="findings">
      {findings.map(({ type, masked, before, after, where }, at) => (
        <li key={at}>
          {personalDataNames[type]}
          {where === 'title' ? '（在标题里）' : '：'}
          {before}
          <mark>{masked}</mark>
          {after}
        </li>
      ))}
    </ul>
  );
}
