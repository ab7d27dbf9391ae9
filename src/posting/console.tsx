import { deferred, type Screen } from '../console/screen.ts';

/** After 村务公开 in the menu. */
const afterVillages = 3.1;

export const postingScreens: Screen[] = [
  {
    path: 'postings',
    title: '公开栏张贴',
    menu: '公开栏张贴',
    order: afterVillages,
    act: 'posting.read',
    element: deferred(() => import('./console/postings.tsx').then(({ Postings }) => Postings)),
  },
  {
    path: 'postings/new',
    title: '登记张贴',
    act: 'posting.record',
    element: deferred(() => import('./console/newposting.tsx').then(({ NewPostingScreen }) => NewPostingScreen)),
  },
  {
    path: 'postings/boards',
    title: '公开栏登记',
    act: 'posting.read',
    element: deferred(() => import('./console/boards.tsx').then(({ Boards }) => Boards)),
  },
  {
    path: 'postings/plates',
    title: '二维码铭牌',
    act: 'plate.read',
    element: deferred(() => import('./console/plates.tsx').then(({ Plates }) => Plates)),
  },
  {
    path: 'postings/:id',
    title: '张贴记录',
    act: 'posting.read',
    element: deferred(() => import('./console/posting.tsx').then(({ PostingScreen }) => PostingScreen)),
  },
  {
    path: 'questions',
    title: '村民质疑',
    menu: '村民质疑',
    order: afterVillages + 0.1,
    act: 'question.read',
    element: deferred(() => import('./console/questions.tsx').then(({ Questions }) => Questions)),
  },
  {
    path: 'questions/:id',
    title: '村民质疑',
    act: 'question.read',
    element: deferred(() => import('./console/question.tsx').then(({ QuestionScreen }) => QuestionScreen)),
  },
];
