import { useQuery } from '@tanstack/react-query';
import { Descriptions } from 'antd';
import { Link, useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { ResponsibleLine } from '../../responsibility/console/responsibleline.tsx';
import { periodWords } from '../rules/period.ts';
import { Adjust } from './adjust.tsx';
import { Clock } from './clock.tsx';
import { WaiversOf } from './waivers.tsx';
import { StateMark } from './statemark.tsx';

/** One obligation: what, whose, until when, and why that day; its day ledger prints on one page. */
export function ObligationPage() {
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['obligations', id],
    queryFn: () => read(api.obligations[':id'].$get({ param: { id } })),
  });
  const mayDraft = useMay('disclosure.draft');
  if (one.isError) return <Problem error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Waiting />;
  const owed = one.data;
  return (
    <Page
      title={`${owed.level1} · ${owed.level2}`}
      lead={`${owed.bodyName}，${owed.event || periodWords(owed.period)}`}
      actions={
        <>
          <LinkButton to={`/obligations?body=${owed.bodyCode}`}>这个机构的全部事项</LinkButton>
          {mayDraft && owed.metOn === null && (
            <LinkButton type="primary" to={`/disclosures/new?bodyId=${owed.bodyId}&obligationId=${owed.id}`}>
              起草公开
            </LinkButton>
          )}
        </>
      }
    >
      <section className="panel">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2 }}
          items={[
            {
              key: 'due',
              label: '应公开日期',
              children: owed.dueOn ?? (owed.clock.provisionalOn ? `暂定 ${owed.clock.provisionalOn}` : '日期待确认'),
            },
            { key: 'state', label: '状态', children: <StateMark state={owed.state} daysLate={owed.daysLate} /> },
            {
              key: 'met',
              label: '公开日期',
              children: owed.metBy ? <Link to={`/disclosures/${owed.metBy}`}>{owed.metOn}</Link> : '还没公开',
            },
            { key: 'event', label: '发生日期', children: owed.eventOn ?? '——' },
            { key: 'limit', label: '目录原文', children: `“${owed.timeLimit}”` },
            { key: 'basis', label: '依据', children: owed.legalBasis },
            {
              key: 'responsible',
              label: '责任人',
              children: <ResponsibleLine obligationId={owed.id} bodyId={owed.bodyId} />,
            },
            {
              key: 'catalogue',
              label: '目录',
              children: (
                <Link to={`/catalogue/items/${owed.itemId}`}>
                  {owed.catalogueName}第 {owed.version} 版
                </Link>
              ),
            },
          ]}
        />
      </section>
      <Clock {...owed.clock} />
      <Adjust
        obligationId={owed.id}
        isOpen={owed.state === 'pending' || owed.state === 'overdue' || owed.state === 'unclear'}
        isPausable={owed.isPausable}
        adjustments={owed.adjustments}
      />
      <WaiversOf
        obligationId={owed.id}
        isOpen={owed.state === 'pending' || owed.state === 'overdue' || owed.state === 'unclear'}
        waivers={owed.waivers}
      />
    </Page>
  );
}
