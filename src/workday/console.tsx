import { deferred, type Screen } from '../console/screen.ts';

export const workdayScreens: Screen[] = [
  {
    path: 'calendar',
    title: '工作日历',
    menu: '工作日历',
    order: 1.5,
    act: 'calendar.read',
    element: deferred(() => import('./console/calendar.tsx').then(({ CalendarPage }) => CalendarPage)),
  },
  {
    path: 'calendar/notice',
    title: '导入放假通知',
    act: 'calendar.edit',
    element: deferred(() => import('./console/notice.tsx').then(({ NoticePage }) => NoticePage)),
  },
];
