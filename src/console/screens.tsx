import { accountScreens } from '../account/console.tsx';
import { auditScreens } from '../audit/console.tsx';
import { bodyScreens } from '../body/console.tsx';
import { noticeScreens } from '../notice/console.tsx';
import { opendayScreens } from '../openday/console.tsx';
import { disclosureScreens } from '../disclosure/console.tsx';
import { responsibilityScreens } from '../responsibility/console.tsx';
import { eventScreens } from '../event/console.tsx';
import { filingScreens } from '../filing/console.tsx';
import { catalogueScreens } from '../catalogue/console.tsx';
import { villageScreens } from '../village/console.tsx';
import { postingScreens } from '../posting/console.tsx';
import { workdayScreens } from '../workday/console.tsx';
import { supervisionScreens } from '../supervision/console.tsx';
import { homeScreens } from './home.tsx';
import type { Screen } from './screen.ts';

/** Every screen of the console: one line a feature. */
export const screens: readonly Screen[] = [
  ...homeScreens,
  ...catalogueScreens,
  ...workdayScreens,
  ...disclosureScreens,
  ...postingScreens,
  ...eventScreens,
  ...filingScreens,
  ...responsibilityScreens,
  ...villageScreens,
  ...bodyScreens,
  ...accountScreens,
  ...auditScreens,
  ...opendayScreens,
  ...noticeScreens,
  ...supervisionScreens,
];
