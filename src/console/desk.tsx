import { createBrowserRouter, RouterProvider } from 'react-router';
import { Frame, Guarded, useTabTitle } from './frame.tsx';
import { NoSuchScreen } from './page.tsx';
import { Crash } from './crash.tsx';
import { screens } from './screens.tsx';

function TitledFrame() {
  useTabTitle();
  return <Frame screens={screens} />;
}

const router = createBrowserRouter(
  [
    {
      element: <TitledFrame />,
      children: [
        {
          errorElement: <Crash />,
          children: [
            ...screens.map((screen) => ({
              path: `/${screen.path}`,
              handle: screen.title,
              element: <Guarded screen={screen} />,
            })),
            { path: '*', handle: '没有这个页面', element: <NoSuchScreen /> },
          ],
        },
      ],
    },
  ],
  { basename: '/console' },
);

/** The console of a person who is signed in. */
export const Desk = () => <RouterProvider router={router} />;
