import { deferred, type Screen } from '../console/screen.ts';

export const eventScreens: Screen[] = [
  {
    path: 'obligations/register-many',
    title: '成批登记应公开信息',
    act: 'obligation.register',
    element: deferred(() => import('./console/bulk.tsx').then(({ RegisterMany }) => RegisterMany)),
  },
  {
    path: 'interpretations',
    title: '政策解读',
    menu: '政策解读',
    order: 2.2,
    act: 'obligation.read',
    element: deferred(() => import('./console/interpretations.tsx').then(({ Interpretations }) => Interpretations)),
  },
  {
    path: 'projects',
    title: '重大建设项目',
    menu: '重大项目',
    order: 2.3,
    act: 'obligation.read',
    element: deferred(() => import('./console/projects.tsx').then(({ Projects }) => Projects)),
  },
];
