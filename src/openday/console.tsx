import { deferred, type Screen } from '../console/screen.ts';

export const opendayScreens: Screen[] = [
  {
    path: 'opendays',
    title: '政务公开日',
    menu: '政务公开日',
    act: 'openday.read',
    element: deferred(() => import('./console/days.tsx').then(({ Days }) => Days)),
  },
  {
    path: 'opendays/:id',
    title: '政务公开日',
    act: 'openday.read',
    element: deferred(() => import('./console/day.tsx').then(({ Day }) => Day)),
  },
  {
    path: 'opendays/:id/summaries/:summaryId',
    title: '活动总结',
    act: 'openday.read',
    element: deferred(() => import('./console/summary.tsx').then(({ Summary }) => Summary)),
  },
  {
    path: 'figures/:summaryId/:figureId',
    title: '数字的依据',
    act: 'openday.read',
    element: deferred(() => import('./console/figure.tsx').then(({ FigurePage }) => FigurePage)),
  },
];
