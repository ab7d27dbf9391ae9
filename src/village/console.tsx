import { deferred, type Screen } from '../console/screen.ts';

export const villageScreens: Screen[] = [
  {
    path: 'villages',
    title: '村务公开',
    menu: '村务公开',
    act: 'village.read',
    element: deferred(() => import('./console/grid.tsx').then(({ Grid }) => Grid)),
  },
  {
    path: 'villages/list',
    title: '村务公开事项清单',
    act: 'villagelist.edit',
    element: deferred(() => import('./console/list.tsx').then(({ ListPage }) => ListPage)),
  },
];
