import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { DifferenceTable } from './difference.tsx';
import { Fates } from './fates.tsx';

/** One version of a catalogue: from when until when, what it changed, and what became of each row of its sheet. */
export function VersionPage() {
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['catalogues', 'version', id],
    queryFn: () => read(api.catalogues.versions[':id'].$get({ param: { id } })),
  });
  if (one.isError) return <Problem error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Waiting />;
  const { version, previous, changes, fates } = one.data;
  const until = version.nextOn ? `到 ${version.nextOn} 的前一天` : '现在还没有后一版';
  const file = (name: string) => `/api/catalogues/versions/${id}/${name}.csv`;
  return (
    <Page
      title={`${version.name} 第 ${version.version} 版`}
      lead={`${version.effectiveOn} 起施行，${until}。共 ${version.items} 项。`}
      actions={
        <>
          <LinkButton to="/catalogue">返回</LinkButton>
          <Button onClick={() => window.print()}>打印</Button>
          <Button href={file('difference')}>导出变化</Button>
        </>
      }
    >
      <section className="panel">
        <h2>{previous ? `比第 ${previous.version} 版有什么变化` : '第一版'}</h2>
        {previous ? <DifferenceTable of={changes} /> : <p>这是第一版，{version.items} 项都是新的。</p>}
      </section>
      <section className="panel no-print">
        <h2>导入时每一行的去向</h2>
        <p>
          <Button href={file('fates')}>导出表格</Button>
        </p>
        <Fates fates={fates} />
      </section>
    </Page>
  );
}
