import { deferred, type Screen } from '../console/screen.ts';

export const accountScreens: Screen[] = [
  {
    path: 'accounts',
    title: '人员账号',
    menu: '人员账号',
    act: 'account.manage',
    element: deferred(() => import('./console/accounts.tsx').then(({ Accounts }) => Accounts)),
  },
  {
    path: 'settings',
    title: '设置',
    menu: '设置',
    act: 'session.own',
    element: deferred(() => import('./console/own.tsx').then(({ Own }) => Own)),
  },
];
