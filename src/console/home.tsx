import { Page } from './page.tsx';
import type { Screen } from './screen.ts';
import { useSession } from './session.tsx';

function Today() {
  const session = useSession();
  return (
    <Page title="今天" lead={`${session.person_name}，${session.body_name}`}>
      <p>请从左边的菜单开始。</p>
    </Page>
  );
}

export const homeScreens: Screen[] = [
  { path: '', title: '今天', menu: '今天', act: 'session.own', element: <Today /> },
];
