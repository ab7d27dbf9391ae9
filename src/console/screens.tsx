import { homeScreens } from './home.tsx';
import type { Screen } from './screen.ts';

/** Every screen of the console: one line a feature. */
export const screens: readonly Screen[] = [...homeScreens];
