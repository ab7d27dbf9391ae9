import { deferred, type Screen } from '../console/screen.ts';

export const noticeScreens: Screen[] = [
  {
    path: 'notices',
    title: '提醒',
    act: 'session.own',
    element: deferred(() => import('./console/notices.tsx').then(({ Notices }) => Notices)),
  },
  {
    path: 'notices/rule',
    title: '提醒规则',
    act: 'obligation.read',
    element: deferred(() => import('./console/rule.tsx').then(({ RulePage }) => RulePage)),
  },
  {
    path: 'notices/letters',
    title: '邮件发送情况',
    act: 'mail.read',
    element: deferred(() => import('./console/letters.tsx').then(({ Letters }) => Letters)),
  },
];
