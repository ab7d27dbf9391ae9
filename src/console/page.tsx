import { Alert, Button, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { words } from './faults.ts';

export interface PageProps {
  title: ReactNode;
  /** One line under the title that says what the page is for. */
  lead?: ReactNode;
  /** The buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of a screen: its heading, its actions, its content. */
export function Page({ title, lead, actions, children }: PageProps) {
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p className="page-lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

/** What could not be read, in words, with the way to try again. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <Alert
      type="error"
      showIcon
      title={words(error)}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            再试一次
          </Button>
        )
      }
    />
  );
}

/** While the first answer is on its way. */
export const Waiting = () => <Skeleton active paragraph={{ rows: 6 }} title={false} />;

export function NoSuchScreen() {
  return (
    <Result
      status="404"
      icon={null}
      title="没有这个页面"
      subTitle="地址可能有误，或者您没有办理这件事的权限。"
      extra={
        <Button type="primary" href="/console">
          回到“今天”
        </Button>
      }
    />
  );
}
