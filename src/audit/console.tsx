import { deferred, type Screen } from '../console/screen.ts';

export const auditScreens: Screen[] = [
  {
    path: 'audit',
    title: '审计记录',
    menu: '审计记录',
    act: 'audit.read',
    element: deferred(() => import('./console/record.tsx').then(({ Record }) => Record)),
  },
];
