import { dateWords } from '../../site/date.ts';
import type { BodyRow } from '../queries.ts';

/** On the page of a body that was merged away: since when, and who publishes in its stead. Nothing for one that is there. */
export function ClosedNotice({ body, successor }: { body: BodyRow; successor: BodyRow | undefined }) {
  if (!body.closed_on) return null;
  return (
    <p className="notice">
      {body.name}已于{dateWords(body.closed_on)}撤并
      {successor ? (
        <>
          ，以后由 <a href={`/b/${successor.code}`}>{successor.name}</a> 公开。
        </>
      ) : (
        '。'
      )}
      这里保留的是它撤并以前的公开情况。
    </p>
  );
}
