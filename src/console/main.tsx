import { styleNonce } from './nonce.ts';
import './console.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiFailure } from './client.ts';
import { Problem } from './page.tsx';
import { FirstPasswordPage } from './password.tsx';
import { letKeyboardScroll } from './scrollers.ts';
import { SessionContext, useSessionQuery } from './session.tsx';
import { SignInPage } from './signin.tsx';
import { theme } from './theme.ts';

// What only the signed-in need is loaded then, so that the sign-in page is light.
const Desk = lazy(() => import('./desk.tsx').then(({ Desk: component }) => ({ default: component })));

const isPassing = (error: Error) => error instanceof ApiFailure && (error.status === 0 || error.status === 503);

const queries = new QueryClient({
  defaultOptions: {
    // A refusal stays a refusal; only a server that is away is asked again. A save is repeated by the person alone.
    queries: { retry: (failures, error) => isPassing(error) && failures < 3, staleTime: 5000 },
    mutations: { retry: false },
  },
});

function Console() {
  const session = useSessionQuery();
  if (session.data === null) return <SignInPage />;
  if (session.isError)
    return (
      <main className="signin">
        <Problem error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  return (
    <Suspense fallback={null}>
      {session.data && (
        <SessionContext value={session.data}>
          {session.data.mustChangePassword ? <FirstPasswordPage /> : <Desk />}
        </SessionContext>
      )}
    </Suspense>
  );
}

const root = document.getElementById('root');
if (root) {
  letKeyboardScroll(document.body);
  createRoot(root).render(
    <ConfigProvider locale={zhCN} theme={theme} csp={{ nonce: styleNonce }} button={{ autoInsertSpace: false }}>
      <App>
        <QueryClientProvider client={queries}>
          <Console />
        </QueryClientProvider>
      </App>
    </ConfigProvider>,
  );
}
