import { deferred, type Screen } from '../console/screen.ts';

export const disclosureScreens: Screen[] = [
  {
    path: 'disclosures',
    title: '主动公开',
    menu: '主动公开',
    act: 'disclosure.read',
    element: deferred(() => import('./console/list.tsx').then(({ DisclosureList }) => DisclosureList)),
  },
  {
    path: 'disclosures/new',
    title: '起草公开信息',
    act: 'disclosure.draft',
    element: deferred(() => import('./console/new.tsx').then(({ NewDisclosure }) => NewDisclosure)),
  },
  {
    path: 'disclosures/:id',
    title: '公开信息',
    act: 'disclosure.read',
    element: deferred(() => import('./console/record.tsx').then(({ DisclosurePage }) => DisclosurePage)),
  },
  {
    path: 'todo',
    title: '我的待办',
    menu: '我的待办',
    order: 0.2,
    act: 'disclosure.draft',
    element: deferred(() => import('./console/todo.tsx').then(({ MyTodo }) => MyTodo)),
  },
];
