import { deferred, type Screen } from '../console/screen.ts';

export const catalogueScreens: Screen[] = [
  {
    path: 'obligations',
    title: '今天谁没按时公开',
    menu: '应公开看板',
    order: 0.5,
    act: 'obligation.read',
    element: deferred(() => import('./console/board.tsx').then(({ Board }) => Board)),
  },
  {
    path: 'obligations/week',
    title: '今天和本周到期的',
    act: 'obligation.read',
    element: deferred(() => import('./console/week.tsx').then(({ Week }) => Week)),
  },
  {
    path: 'obligations/bodies',
    title: '各机构公开情况',
    act: 'obligation.read',
    element: deferred(() => import('./console/overview.tsx').then(({ ByBody }) => ByBody)),
  },
  {
    path: 'obligations/byitem',
    title: '各事项公开情况',
    act: 'obligation.read',
    element: deferred(() => import('./console/overview.tsx').then(({ ByItem }) => ByItem)),
  },
  {
    path: 'obligations/grid',
    title: '村务公开一览',
    act: 'obligation.read',
    element: deferred(() => import('./console/grid.tsx').then(({ VillageGrid }) => VillageGrid)),
  },
  {
    path: 'obligations/register',
    title: '登记应公开信息',
    act: 'obligation.register',
    element: deferred(() => import('./console/register.tsx').then(({ Register }) => Register)),
  },
  {
    path: 'obligations/units',
    title: '各乡镇情况',
    act: 'obligation.read',
    element: deferred(() => import('./console/units.tsx').then(({ Units }) => Units)),
  },
  {
    path: 'obligations/waivers',
    title: '待批不公开',
    act: 'waiver.decide',
    element: deferred(() => import('./console/waivers.tsx').then(({ WaiversToDecide }) => WaiversToDecide)),
  },
  {
    path: 'obligations/replays',
    title: '期限变动记录',
    act: 'obligation.read',
    element: deferred(() => import('./console/replays.tsx').then(({ Replays }) => Replays)),
  },
  {
    path: 'obligations/replays/:id',
    title: '哪些期限变动了',
    act: 'obligation.read',
    element: deferred(() => import('./console/replays.tsx').then(({ ReplayPage }) => ReplayPage)),
  },
  {
    path: 'catalogue/phrases',
    title: '人工确认公开时限',
    act: 'catalogue.read',
    element: deferred(() => import('./console/phrases.tsx').then(({ Phrases }) => Phrases)),
  },
  {
    path: 'obligations/:id',
    title: '为什么这一天到期',
    act: 'obligation.read',
    element: deferred(() => import('./console/obligation.tsx').then(({ ObligationPage }) => ObligationPage)),
  },
  {
    path: 'catalogue',
    title: '目录与时限',
    menu: '目录与时限',
    act: 'catalogue.read',
    element: deferred(() => import('./console/items.tsx').then(({ Items }) => Items)),
  },
  {
    path: 'catalogue/import',
    title: '导入公开目录',
    act: 'catalogue.import',
    element: deferred(() => import('./console/cataloguesheet.tsx').then(({ ImportCatalogue }) => ImportCatalogue)),
  },
  {
    path: 'catalogue/versions/:id',
    title: '目录版本',
    act: 'catalogue.read',
    element: deferred(() => import('./console/version.tsx').then(({ VersionPage }) => VersionPage)),
  },
  {
    path: 'catalogue/subjects',
    title: '公开主体指谁',
    act: 'catalogue.import',
    element: deferred(() => import('./console/subjects.tsx').then(({ Subjects }) => Subjects)),
  },
  {
    path: 'catalogue/items/:id',
    title: '公开事项',
    act: 'catalogue.read',
    element: deferred(() => import('./console/item.tsx').then(({ ItemPage }) => ItemPage)),
  },
];
