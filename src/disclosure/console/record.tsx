import './disclosure.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { Actions } from './actions.tsx';
import { AudiencePanel } from './audience.tsx';
import { DraftEditor } from './editor.tsx';
import { Facts } from './facts.tsx';
import { StateTag } from './list.tsx';
import { Notices } from './notices.tsx';
import { Paper } from './paper.tsx';
import { readRecord, type DisclosureRecord } from './reads.ts';

/** One disclosure: its text, what is known of it, its timeline, and the one next thing to do for this person. */
export function DisclosurePage() {
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const [turn, setTurn] = useState(0);
  const record = useQuery({
    queryKey: ['disclosure', id],
    queryFn: () => readRecord(id),
    refetchOnWindowFocus: 'always',
  });
  if (record.isError && !record.data) return <Problem error={record.error} retry={() => void record.refetch()} />;
  if (!record.data) return <Waiting />;
  const mayEdit = record.data.state === 'draft' && record.data.actions.some(({ verb }) => verb === 'submit');
  // A draft that is open is not read anew under the person's hands: the editor owns it until it changes hands.
  return mayEdit ? (
    <DraftEditor
      key={`${id} ${record.data.version} ${turn}`}
      record={record.data}
      onTaken={(theirs) => {
        queries.setQueryData(['disclosure', id], theirs);
        setTurn(turn + 1);
      }}
    />
  ) : (
    <ReadOnly record={record.data} />
  );
}

function ReadOnly({ record }: { record: DisclosureRecord }) {
  return (
    <Page
      title={record.title || '（还没有标题）'}
      lead={
        <>
          <StateTag standing={record.standing} state={record.state} />
          {record.body.name}
        </>
      }
      actions={<Actions record={record} beforeStep={() => Promise.resolve(record.revision)} />}
    >
      <Notices record={record} />
      <div className="disclosure-columns">
        <Paper record={record} isChecking={['review', 'confidentiality', 'signoff'].includes(record.state)} />
        <Facts record={record}>
          {record.mayWiden && record.standing !== 'withdrawn' && (
            <AudiencePanel key={record.audience} record={record} />
          )}
        </Facts>
      </div>
    </Page>
  );
}
