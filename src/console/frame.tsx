import { MenuOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Dropdown, Menu } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { Link, Outlet, useLocation, useMatches, useNavigate } from 'react-router';
import { api, read } from './client.ts';
import { useConnection } from './connection.ts';
import { NoSuchScreen, Waiting } from './page.tsx';
import { menuFor, type Screen } from './screen.ts';
import { useSession } from './session.tsx';
import { SignInDialog } from './signin.tsx';
import { Bell } from '../notice/console/bell.tsx';
import { SunMark } from '../site/mark.tsx';

/** What stands around every screen: the menu of what this person may do, who they are, and how the connection stands. */
export function Frame({ screens }: { screens: readonly Screen[] }) {
  const session = useSession();
  const connection = useConnection();
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        跳到正文
      </a>
      <header className="frame-head">
        <Button
          className="frame-menu-button"
          type="text"
          icon={<MenuOutlined />}
          aria-label="打开菜单"
          onClick={() => setMenuOpen(true)}
        />
        <Link to="/" className="frame-mark">
          <SunMark /> <span>政务公开工作后台</span>
        </Link>
        {session.isSample && <span className="sample-mark">示例站点</span>}
        <Bell />
        <Person />
      </header>
      <nav className="frame-side" aria-label="主菜单">
        <MainMenu screens={screens} />
      </nav>
      <Drawer open={isMenuOpen} placement="left" size={260} title="菜单" onClose={() => setMenuOpen(false)}>
        <nav aria-label="主菜单">
          <MainMenu screens={screens} onChosen={() => setMenuOpen(false)} />
        </nav>
      </Drawer>
      <main id="content" className="frame-content" tabIndex={-1}>
        {connection === 'away' && <AwayBanner />}
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <SignInDialog login={session.login} isOpen={connection === 'signedOut'} />
    </div>
  );
}

function MainMenu({ screens, onChosen }: { screens: readonly Screen[]; onChosen?: () => void }) {
  const { may } = useSession();
  const { pathname } = useLocation();
  const entries = menuFor(screens, may);
  const chosen = entries
    .filter(({ path }) =>
      path === '' ? pathname === '/' : pathname === `/${path}` || pathname.startsWith(`/${path}/`),
    )
    .map(({ path }) => path)
    .sort((a, b) => b.length - a.length)
    .slice(0, 1);
  return (
    <Menu
      mode="inline"
      selectedKeys={chosen}
      onClick={onChosen}
      items={entries.map(({ path, menu }) => ({ key: path, label: <Link to={`/${path}`}>{menu}</Link> }))}
    />
  );
}

function Person() {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = async () => {
    await read(api.accounts.session.$delete());
    queries.clear();
    location.assign('/console');
  };
  return (
    <Dropdown
      trigger={['click']}
      getPopupContainer={(button) => button.parentElement ?? document.body}
      menu={{
        items: [
          { key: 'own', label: '我的账号和密码' },
          { key: 'site', label: '打开公开网站' },
          { type: 'divider' },
          { key: 'out', label: '退出登录' },
        ],
        onClick: ({ key }) => {
          if (key === 'own') void navigate('/settings');
          if (key === 'site') window.open('/', '_blank', 'noopener');
          if (key === 'out') void signOut();
        },
      }}
    >
      <Button type="text" className="frame-person" aria-haspopup="menu">
        <b>{session.person_name}</b>
        <span className="frame-person-post">
          {session.body_name} · {session.roles.join('、')}
        </span>
      </Button>
    </Dropdown>
  );
}

const lookAgainMs = 3000;

/** Asks the server every few seconds; when it answers, everything on the page is read again and the banner goes. */
function AwayBanner() {
  const queries = useQueryClient();
  useEffect(() => {
    const timer = setInterval(() => {
      read(api.accounts.session.$get()).then(
        () => queries.invalidateQueries(),
        () => {},
      );
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [queries]);
  return (
    <Alert
      className="frame-banner"
      type="warning"
      showIcon
      role="alert"
      title="服务器或数据库暂时连不上，正在自动恢复。本页上填写的内容都还在，恢复后请再保存一次。"
    />
  );
}

/** A screen for those who may do its act; for all others it is not there. */
export function Guarded({ screen }: { screen: Screen }) {
  const { may } = useSession();
  return may.includes(screen.act) ? screen.element : <NoSuchScreen />;
}

/** The browser's tab says which screen it is. */
export function useTabTitle(): void {
  const matches = useMatches();
  const handle = matches.at(-1)?.handle;
  const title = typeof handle === 'string' ? handle : '';
  useEffect(() => {
    document.title = title ? `${title} · 政务公开工作后台` : '政务公开工作后台';
  }, [title]);
}
