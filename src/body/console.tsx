import { deferred, type Screen } from '../console/screen.ts';

export const bodyScreens: Screen[] = [
  {
    path: 'people',
    title: '机构与人员',
    menu: '机构与人员',
    act: 'body.read',
    element: deferred(() => import('./console/bodies.tsx').then(({ Bodies }) => Bodies)),
  },
  {
    path: 'people/import',
    title: '导入机构表',
    act: 'body.edit',
    element: deferred(() => import('./console/bodysheet.tsx').then(({ BodySheet }) => BodySheet)),
  },
  {
    path: 'people/:id/leading-group',
    title: '领导小组',
    act: 'body.read',
    element: deferred(() => import('./console/groupsheet.tsx').then(({ GroupSheet }) => GroupSheet)),
  },
];
