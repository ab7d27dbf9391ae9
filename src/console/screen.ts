import { createElement, lazy, type ComponentType, type ReactElement } from 'react';
import type { ActName } from '../account/rules.ts';

/** One screen of the console. A feature exports its list; the shell makes routes and menu from it. */
export interface Screen {
  /** Below /console, as react-router writes it: `catalogue`, `disclosures/:id`; '' is the home page. */
  path: string;
  /** What the person sees in the browser's tab. */
  title: string;
  /** Its entry in the left menu; without one the screen is reached from another. */
  menu?: string;
  /** Place in the menu; without it, the place that the word has in `menuOrder`. */
  order?: number;
  /** Who cannot do this act anywhere sees neither the entry nor the screen. */
  act: ActName;
  element: ReactElement;
}

/**
 * The element of a screen whose code is loaded when it is first opened:
 * `element: deferred(() => import('./console/board.tsx').then(({ Board }) => Board))`.
 */
export function deferred(load: () => Promise<ComponentType>): ReactElement {
  return createElement(lazy(async () => ({ default: await load() })));
}

/** The left menu, in the order of the county's work. */
export const menuOrder = [
  '今天',
  '目录与时限',
  '主动公开',
  '村务公开',
  '来信来访',
  '依申请公开',
  '政务公开日',
  '清单与指南',
  '监督考核',
  '报告台账',
  '机构与人员',
  '人员账号',
  '审计记录',
  '设置',
] as const;

/** The menu entries of a person who may do these acts, in order. */
export function menuFor(screens: readonly Screen[], may: readonly ActName[]): { path: string; menu: string }[] {
  const place = ({ menu, order }: { menu: string; order?: number }) => {
    const known = menuOrder.findIndex((word) => word === menu);
    return order ?? (known < 0 ? menuOrder.length : known);
  };
  return screens
    .flatMap(({ menu, ...screen }) => (menu && may.includes(screen.act) ? [{ ...screen, menu }] : []))
    .sort((a, b) => place(a) - place(b))
    .map(({ path, menu }) => ({ path, menu }));
}
