import { Typography } from 'antd';
import type { HookAPI } from 'antd/es/modal/useModal';
import { oneTimePasswordHours } from '../rules.ts';

/** Shows a one-time password, the only time that it is shown. */
export function showPassword(modal: HookAPI, person: { login: string; person_name: string }, password: string): void {
  void modal.success({
    title: `${person.person_name} 的一次性密码`,
    content: (
      <>
        <p>
          登录名 <b>{person.login}</b>
        </p>
        <Typography.Paragraph copyable className="one-time">
          {password}
        </Typography.Paragraph>
        <p>只显示这一次，请马上告诉本人。{oneTimePasswordHours / 24} 天内有效，第一次登录时要换成自己的密码。</p>
      </>
    ),
    okText: '我已告诉本人',
  });
}
