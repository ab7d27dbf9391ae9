import { deferred, type Screen } from './screen.ts';

export const homeScreens: Screen[] = [
  {
    path: '',
    title: '今天',
    menu: '今天',
    act: 'session.own',
    element: deferred(() => import('./today/today.tsx').then(({ Today }) => Today)),
  },
];
