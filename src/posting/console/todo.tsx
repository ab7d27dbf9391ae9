import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Problem } from '../../console/page.tsx';
import { postingStates } from '../rules/posting.ts';
import { PrintDialog } from './printdialog.tsx';
import { useWaiting } from './reading.ts';

/** What waits at the boards: to take down or replace first, then to print and put up. */
export function ToDo() {
  const waiting = useWaiting(true);
  const [printing, setPrinting] = useState<{ id: string; title: string }>();
  if (waiting.isError) return <Problem error={waiting.error} retry={() => void waiting.refetch()} />;
  const { toPost = [], toTakeDown = [] } = waiting.data ?? {};
  return (
    <section className="panel">
      <h2>公开栏上等着办的</h2>
      {waiting.data && toPost.length + toTakeDown.length === 0 && (
        <p className="empty">没有要贴的，也没有要撤的。别的公开件要贴，点“登记张贴”。</p>
      )}
      <ul className="todo posting-todo">
        {toTakeDown.map(({ id, title, bodyName, place, state, untilOn }) => (
          <li key={id}>
            <div className="todo-what">
              <p>
                <Link to={`/postings/${id}`}>{title}</Link>
              </p>
              <p className="todo-when">
                <strong>{postingStates[state]}</strong>：{bodyName}，{place}
                {untilOn && `，贴到 ${untilOn}`}
              </p>
            </div>
            <LinkButton to={`/postings/${id}`} type="primary">
              登记撤下
            </LinkButton>
          </li>
        ))}
        {toPost.map(({ id, title, bodyName, isCorrection }) => (
          <li key={id}>
            <div className="todo-what">
              <p>{title}</p>
              <p className="todo-when">
                {bodyName}，{isCorrection ? '更正过，要换新的一张' : '已公开，还没有贴'}
              </p>
            </div>
            <div className="page-actions">
              <Button onClick={() => setPrinting({ id, title })}>打印</Button>
              <LinkButton to={`/postings/new?disclosure=${id}`}>贴好了，拍照</LinkButton>
            </div>
          </li>
        ))}
      </ul>
      {printing && <PrintDialog {...printing} onClose={() => setPrinting(undefined)} />}
    </section>
  );
}
