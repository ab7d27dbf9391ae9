import { Page } from '../page.tsx';
import { useMay, useSession } from '../session.tsx';
import { AuditToday, PeopleToday, SystemToday } from './administrators.tsx';
import { DaysToday } from './days.tsx';
import { DocumentsToday } from './documents.tsx';
import { LateToday, OwedToday } from './owed.tsx';
import { VillageToday } from './villages.tsx';

/** 今天: what waits for this person, in order of term, with the one action beside it. */
export function Today() {
  const session = useSession();
  const reads = {
    documents: useMay('disclosure.read'),
    owed: useMay('obligation.read'),
    days: useMay('openday.read'),
    people: useMay('account.manage'),
    record: useMay('audit.read'),
    system: useMay('body.edit'),
  };
  return (
    <Page title="今天" lead={`${session.person_name}，${session.body_name}，${session.roles.join('、')}`}>
      <VillageToday />
      {reads.documents && <DocumentsToday />}
      {reads.days && <DaysToday />}
      {reads.owed && <OwedToday />}
      {reads.owed && <LateToday />}
      {reads.people && <PeopleToday />}
      {reads.record && <AuditToday />}
      {reads.system && <SystemToday />}
    </Page>
  );
}
