import { deferred, type Screen } from '../console/screen.ts';

export const filingScreens: Screen[] = [
  {
    path: 'filings',
    title: '备案登记簿',
    menu: '备案',
    order: 8.2,
    act: 'filing.read',
    element: deferred(() => import('./console/register.tsx').then(({ FilingRegister }) => FilingRegister)),
  },
  {
    path: 'filings/print',
    title: '打印备案登记簿',
    act: 'filing.read',
    element: deferred(() => import('./console/printed.tsx').then(({ PrintedRegister }) => PrintedRegister)),
  },
  {
    path: 'filings/:id',
    title: '备案',
    act: 'filing.read',
    element: deferred(() => import('./console/record.tsx').then(({ FilingPage }) => FilingPage)),
  },
];
