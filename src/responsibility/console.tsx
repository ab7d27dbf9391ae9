import { deferred, type Screen } from '../console/screen.ts';

export const responsibilityScreens: Screen[] = [
  {
    path: 'responsibility',
    title: '责任到人',
    menu: '责任到人',
    order: 8.3,
    act: 'responsibility.read',
    element: deferred(() => import('./console/matrix.tsx').then(({ Matrix }) => Matrix)),
  },
  {
    path: 'responsibility/:id/wall',
    title: '责任分工表（上墙）',
    act: 'responsibility.read',
    element: deferred(() => import('./console/wall.tsx').then(({ WallTable }) => WallTable)),
  },
  {
    path: 'five-things',
    title: '五个落实',
    menu: '五个落实',
    order: 8.4,
    act: 'fivethings.read',
    element: deferred(() => import('./console/fivebodies.tsx').then(({ FiveBodies }) => FiveBodies)),
  },
  {
    path: 'five-things/:id',
    title: '五个落实',
    act: 'fivethings.read',
    element: deferred(() => import('./console/fivebody.tsx').then(({ FiveBody }) => FiveBody)),
  },
  {
    path: 'five-things/:id/print',
    title: '打印“五个落实”情况表',
    act: 'fivethings.read',
    element: deferred(() => import('./console/fiveprint.tsx').then(({ FivePrint }) => FivePrint)),
  },
  {
    path: 'institutions',
    title: '六项制度',
    menu: '六项制度',
    order: 8.5,
    act: 'institution.read',
    element: deferred(() => import('./console/institutions.tsx').then(({ Institutions }) => Institutions)),
  },
  {
    path: 'institutions/:id/records',
    title: '数字的依据',
    act: 'institution.read',
    element: deferred(() => import('./console/figurerecords.tsx').then(({ FigureRecords }) => FigureRecords)),
  },
];
