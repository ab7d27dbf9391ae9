import './phone.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiFailure, api, read } from '../../console/client.ts';
import { useConnection } from '../../console/connection.ts';
import { letKeyboardScroll } from '../../console/scrollers.ts';
import { DueScreen } from './due.tsx';
import { EventScreen } from './event.tsx';
import { Frame, Trouble } from './frame.tsx';
import { readSession, useLoad, wordsOf, type Session } from './reads.ts';
import { SheetScreen } from './sheet.tsx';

/** A few screens, by the part of the address behind the mark; so that the telephone's own “back” works. */
function useScreen(): string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => {
      setHash(location.hash);
      window.scrollTo(0, 0);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean);
}

function Phone() {
  const session = useLoad(readSession, 'session');
  const connection = useConnection();
  if (!session.data && session.error instanceof ApiFailure && session.error.status === 401)
    return <SignIn onDone={session.reload} />;
  if (!session.data && session.error !== undefined) return <Trouble error={session.error} retry={session.reload} />;
  if (!session.data) return <p className="wait">正在打开……</p>;
  if (session.data.mustChangePassword)
    return (
      <Frame title="先改密码">
        <p>您用的是一次性密码，请先改成自己的密码。</p>
        <a className="big" href="/console">
          去改密码
        </a>
      </Frame>
    );
  return (
    <>
      {connection === 'signedOut' && <SignIn isAgain onDone={session.reload} />}
      <Screens session={session.data} />
    </>
  );
}

function Screens({ session }: { session: Session }) {
  const [screen = '', id = ''] = useScreen();
  if (screen === 'sheet') return <SheetScreen key={id} id={id} />;
  if (screen === 'event') return <EventScreen villageId={id} />;
  return <DueScreen session={session} villageId={screen === 'village' ? id : undefined} />;
}

function SignIn({ onDone, isAgain = false }: { onDone: () => Promise<void>; isAgain?: boolean }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setFault('');
    try {
      await read(api.accounts.session.$post({ json: { login, password } }));
      await onDone();
    } catch (error) {
      setFault(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Frame title={isAgain ? '登录过期了，请再登录一次' : '村务公开填报'}>
      {isAgain && <p>您填的都还在下面，登录后接着保存。</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label>
          登录名
          <input
            value={login}
            autoComplete="username"
            autoCapitalize="none"
            onChange={(event) => setLogin(event.target.value)}
          />
        </label>
        <label>
          密码
          <input
            type="password"
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <p role="alert" className="fault">
          {fault}
        </p>
        <button type="submit" className="big" disabled={isBusy}>
          登录
        </button>
      </form>
    </Frame>
  );
}

// A refusal stays a refusal; what is away is asked again when the person asks.
const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });

letKeyboardScroll(document.body);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Phone />
      </QueryClientProvider>
    </StrictMode>,
  );
