import './notice.css';
import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { dateWords } from '../../site/date.ts';
import { lineLink, lineWords } from '../rules/lines.ts';
import { useMarkRead, useNotices } from './reading.ts';

const shownDays = 3;

/** The bell in the frame: how many days' notices are unread, and the newest of them. */
export function Bell() {
  const { data } = useNotices();
  const [isOpen, setOpen] = useState(false);
  const unread = data?.unread ?? 0;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      getPopupContainer={(button) => button.parentElement ?? document.body}
      content={<Newest close={() => setOpen(false)} />}
    >
      <Button
        type="text"
        className="bell"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={unread > 0 ? `提醒，${unread} 条没看` : '提醒'}
        icon={
          <Badge count={unread} size="small">
            <BellOutlined className="bell-icon" />
          </Badge>
        }
      />
    </Popover>
  );
}

function Newest({ close }: { close: () => void }) {
  const { data } = useNotices();
  const marking = useMarkRead();
  const newest = data?.notices.slice(0, shownDays) ?? [];
  return (
    <div className="bell-list">
      {newest.length === 0 && <p className="empty">没有提醒。</p>}
      {newest.map(({ id, onDay, readAt, lines }) => (
        <section key={id} aria-label={dateWords(onDay)}>
          <p className="bell-day">
            {dateWords(onDay)} {readAt === null && <span className="unread">没看</span>}
          </p>
          <ul>
            {lines.map((line) => (
              <li key={line.kind}>
                <Link
                  to={lineLink(line)}
                  onClick={() => {
                    if (readAt === null) marking.mutate(id);
                    close();
                  }}
                >
                  {lineWords(line)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className="panel-actions">
        {(data?.unread ?? 0) > 0 && (
          <Button size="small" loading={marking.isPending} onClick={() => marking.mutate(undefined)}>
            都看过了
          </Button>
        )}
        <Link to="/notices" onClick={close}>
          看全部提醒
        </Link>
      </div>
    </div>
  );
}
