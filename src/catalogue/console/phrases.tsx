import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, InputNumber, Table } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { explainTerm } from '../rules/explain.ts';
import { ReadingForm } from './readingform.tsx';

const readPhrases = () => read(api.catalogues.readings.$get());
type Phrase = Awaited<ReturnType<typeof readPhrases>>['phrases'][number];

/** 需人工确认的公开时限: each phrase once, with what was not understood, and the form in which a person says what it means. */
export function Phrases() {
  const all = useQuery({ queryKey: ['catalogues', 'readings'], queryFn: readPhrases });
  const may = useMay('timelimit.confirm');
  const [chosen, setChosen] = useState<Phrase>();
  const waiting = all.data?.phrases.filter(({ isConfirmed }) => !isConfirmed).length;
  return (
    <Page
      title="人工确认公开时限"
      lead={all.data && `${waiting} 句还没有确认。确认一次，以后同样的话都照此读，再导入目录也不用重填。`}
    >
      {all.isError && <Problem error={all.error} retry={() => void all.refetch()} />}
      <section className="panel">
        <Table<Phrase>
          size="small"
          rowKey="written"
          loading={all.isPending}
          dataSource={all.data?.phrases}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: '所有公开时限都读懂了，没有要确认的。' }}
          pagination={{ pageSize: 20, showSizeChanger: false }}
          columns={[
            { title: '公开时限（原文）', dataIndex: 'written', className: 'cell-wrap' },
            {
              title: '读作',
              className: 'cell-wrap',
              render: (_, { term, isConfirmed }) =>
                isConfirmed ? `✓ 已确认：${explainTerm(term)}` : explainTerm(term),
            },
            {
              title: '哪些事项',
              className: 'cell-wrap',
              render: (_, { items }) =>
                `${items
                  .slice(0, 3)
                  .map(({ level2 }) => level2)
                  .join('、')}${items.length > 3 ? ` 等 ${items.length} 项` : ''}`,
            },
            {
              title: '操作',
              render: (_, phrase) =>
                may && (
                  <Button size="small" aria-label={`确认“${phrase.written}”`} onClick={() => setChosen(phrase)}>
                    {phrase.isConfirmed ? '修改' : '确认'}
                  </Button>
                ),
            },
          ]}
        />
      </section>
      {may && all.data && <Target workingDays={all.data.targetWorkingDays} />}
      {chosen && <ReadingForm key={chosen.written} phrase={chosen} onClose={() => setChosen(undefined)} />}
    </Page>
  );
}

/** How many working days 及时 is to take: the office's own aim, beside the legal date. */
function Target({ workingDays }: { workingDays: number }) {
  const [days, setDays] = useState(workingDays);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: () => read(api.catalogues.target.$put({ json: { workingDays: days } })),
    onSuccess: async () => {
      await queries.invalidateQueries();
      void message.success('已保存');
    },
  });
  return (
    <section className="panel">
      <h2>“及时”要多快</h2>
      <p>原文只写“及时、实时、随时”时，法定最长 20 个工作日；本县要求的目标是：</p>
      <div className="panel-actions-inline">
        <InputNumber
          aria-label="目标工作日"
          min={1}
          max={20}
          precision={0}
          value={days}
          onChange={(n) => setDays(n ?? days)}
          suffix="个工作日"
        />
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          保存目标
        </Button>
      </div>
      {saving.isError && <Problem error={saving.error} />}
    </section>
  );
}
