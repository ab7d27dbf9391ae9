import { deferred, type Screen } from '../console/screen.ts';

export const supervisionScreens: Screen[] = [
  {
    path: 'findings',
    title: '内容保障巡查',
    menu: '内容保障巡查',
    order: 8.1,
    act: 'finding.read',
    element: deferred(() => import('./console/findings.tsx').then(({ Findings }) => Findings)),
  },
  {
    path: 'findings/standing',
    title: '长期公开核对',
    act: 'finding.read',
    element: deferred(() => import('./console/standing.tsx').then(({ Standing }) => Standing)),
  },
  {
    path: 'checks',
    title: '公开日前检查',
    menu: '检查与整改',
    order: 8.2,
    act: 'check.read',
    element: deferred(() => import('./console/checks.tsx').then(({ Checks }) => Checks)),
  },
  {
    path: 'checks/tasks',
    title: '整改任务',
    act: 'check.read',
    element: deferred(() => import('./console/tasks.tsx').then(({ Tasks }) => Tasks)),
  },
  {
    path: 'checks/:id',
    title: '检查进展',
    act: 'check.read',
    element: deferred(() => import('./console/round.tsx').then(({ Round }) => Round)),
  },
];
