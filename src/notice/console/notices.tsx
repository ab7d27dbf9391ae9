import './notice.css';
import { Button } from 'antd';
import { Link } from 'react-router';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { dateWords, weekdayWords } from '../../site/date.ts';
import { lineLink, lineWords } from '../rules/lines.ts';
import { useMarkRead, useNotices } from './reading.ts';

/** 提醒: one a day, each line leading to what it counts. */
export function Notices() {
  const notices = useNotices();
  const marking = useMarkRead();
  const mayReadLetters = useMay('mail.read');
  const mayRead = useMay('obligation.read');
  return (
    <Page
      title="提醒"
      lead="每天早上七点一次，把当天要办的合在一起说，不一件一件催。已经起草或在审核的不再催。"
      actions={
        <>
          {mayRead && <LinkButton to="/notices/rule">提醒规则</LinkButton>}
          {mayReadLetters && <LinkButton to="/notices/letters">邮件发送情况</LinkButton>}
          {(notices.data?.unread ?? 0) > 0 && (
            <Button type="primary" loading={marking.isPending} onClick={() => marking.mutate(undefined)}>
              都看过了
            </Button>
          )}
        </>
      }
    >
      {notices.isError && <Problem error={notices.error} retry={() => void notices.refetch()} />}
      {notices.isPending && <Waiting />}
      {notices.data?.notices.length === 0 && (
        <section className="panel">
          <p className="empty">还没有提醒。有快到期、到期或逾期的事项时，会在这里和右上角的铃铛里告诉您。</p>
        </section>
      )}
      {notices.data?.notices.map(({ id, onDay, readAt, lines }) => (
        <section key={id} className="panel">
          <h2>
            {dateWords(onDay)} {weekdayWords(onDay)} {readAt === null && <span className="unread">没看</span>}
          </h2>
          <ul className="notice-lines">
            {lines.map((line) => (
              <li key={line.kind}>
                <Link to={lineLink(line)} onClick={() => readAt === null && marking.mutate(id)}>
                  {lineWords(line)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}
