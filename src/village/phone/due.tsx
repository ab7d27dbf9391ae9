import { useState } from 'react';
import { dateWords } from '../../site/date.ts';
import { api, read } from '../../console/client.ts';
import { sheetStates } from '../rules/state.ts';
import { Frame, Trouble } from './frame.tsx';
import { readDue, readToReview, useLoad, wordsOf, type Due, type Session } from './reads.ts';

type Row = Due['rows'][number];

/** What is due in the village, in order, one button beside each. */
export function DueScreen({ session, villageId }: { session: Session; villageId: string | undefined }) {
  const due = useLoad(() => readDue(villageId), `due ${villageId ?? ''}`);
  if (due.error !== undefined) return <Trouble error={due.error} retry={due.reload} />;
  if (!due.data) return <p className="wait">正在打开……</p>;
  const { body, rows, villages, published, officers } = due.data;
  const mayFill = session.may.includes('village.fill');
  const soon = rows.filter(({ isSoon }) => isSoon);
  const later = rows.filter(({ isSoon }) => !isSoon);
  return (
    <Frame title={body.name}>
      <p className="quiet">
        {session.person_name}，{session.roles.join('、')}
      </p>
      {villages.length > 0 && <Villages villages={villages} chosen={body.id} />}
      {mayFill && officers.length === 0 && <p className="notice">这个村还没有信息员，由乡镇代填，表上会写明。</p>}
      {session.may.includes('village.review') && <ToReview />}
      <h2>{soon.length > 0 ? '要公开的' : '现在没有要公开的'}</h2>
      <Rows rows={soon} villageId={body.id} mayFill={mayFill} />
      {mayFill && (
        <a className="big plain" href={`#/event/${body.id}`}>
          有新的事要公开
        </a>
      )}
      {later.length > 0 && (
        <details>
          <summary>以后再办 {later.length} 件</summary>
          <Rows rows={later} villageId={body.id} mayFill={mayFill} />
        </details>
      )}
      {published.length > 0 && (
        <details>
          <summary>最近公开的</summary>
          <ul className="cards">
            {published.map(({ id, title, publishedOn }) => (
              <li key={id}>
                <p>{title}</p>
                <p className="quiet">{publishedOn ? `${dateWords(publishedOn)}公开` : ''}</p>
                <a className="small" href={`#/sheet/${id}`}>
                  打开
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Frame>
  );
}

function Villages({ villages, chosen }: { villages: Due['villages']; chosen: string }) {
  return (
    <label>
      看哪个村
      <select value={chosen} onChange={(event) => (location.hash = `#/village/${event.target.value}`)}>
        {villages.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function ToReview() {
  const waiting = useLoad(readToReview, 'to-review');
  if (waiting.error !== undefined) return <p className="fault">{wordsOf(waiting.error)}</p>;
  return (
    <>
      <h2>{waiting.data?.length === 0 ? '没有等我审查的' : '等我审查的'}</h2>
      <ul className="cards">
        {waiting.data?.map(({ id, title }) => (
          <li key={id}>
            <p>{title}</p>
            <a className="small" href={`#/sheet/${id}`}>
              审查
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Rows({ rows, villageId, mayFill }: { rows: readonly Row[]; villageId: string; mayFill: boolean }) {
  const [fault, setFault] = useState('');
  const [opening, setOpening] = useState('');
  const open = async ({ obligationId, sheet }: Row) => {
    setOpening(obligationId);
    setFault('');
    try {
      const id = sheet?.id ?? (await read(api.villages.sheets.$post({ json: { bodyId: villageId, obligationId } }))).id;
      location.hash = `#/sheet/${id}`;
    } catch (error) {
      setFault(wordsOf(error));
      setOpening('');
    }
  };
  return (
    <>
      <p role="alert" className="fault">
        {fault}
      </p>
      <ul className="cards">
        {rows.map((row) => (
          <li key={row.obligationId}>
            <p>
              <b>{row.item}</b>
            </p>
            <p>{row.what}</p>
            <p className={row.daysLeft !== null && row.daysLeft < 0 ? 'late' : 'quiet'}>{leftWords(row)}</p>
            {row.sheet && (
              <p className="quiet">
                {row.sheet.returnedRemark ? `被退回：${row.sheet.returnedRemark}` : sheetStates[row.sheet.state]}
              </p>
            )}
            {(mayFill || row.sheet) && (
              <button
                type="button"
                className="small"
                disabled={opening === row.obligationId}
                aria-label={`${verbOf(row, mayFill)}：${row.item}`}
                onClick={() => void open(row)}
              >
                {verbOf(row, mayFill)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function verbOf({ sheet }: Row, mayFill: boolean): string {
  if (!sheet) return '填写';
  return sheet.state === 'draft' && mayFill ? '接着填' : sheet.state === 'signoff' && mayFill ? '去公开' : '看看';
}

/** “还剩 5 天”, “已超过 3 天”. */
export function leftWords({ daysLeft, dueOn }: { daysLeft: number | null; dueOn: string | null }): string {
  if (daysLeft === null) return '期限待乡镇确认';
  const day = dueOn ? `（${dateWords(dueOn)}前）` : '';
  if (daysLeft === 0) return `◆ 今天到期${day}`;
  return daysLeft > 0 ? `还剩 ${daysLeft} 天${day}` : `▲ 已超过 ${-daysLeft} 天${day}`;
}
