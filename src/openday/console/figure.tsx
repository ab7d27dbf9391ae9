import { Alert, Descriptions } from 'antd';
import { Link, useParams } from 'react-router';
import { instantText } from '../../console/instant.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { figureText } from '../rules/figure.ts';
import { useFigure } from './reading.ts';
import { WideTable } from './widetable.tsx';
import './openday.css';

type Opened = NonNullable<ReturnType<typeof useFigure>['data']>;

/** 数字的依据: one printed number, how it is counted, and the records under it. */
export function FigurePage() {
  const { summaryId = '', figureId = '' } = useParams();
  const opened = useFigure(summaryId, figureId);
  return (
    <Page title="数字的依据" lead={opened.data && `${opened.data.day.bodyName} · ${opened.data.day.name}`}>
      {opened.isError && <Problem error={opened.error} retry={() => void opened.refetch()} />}
      {opened.isPending && <Waiting />}
      {opened.data && <Records {...opened.data} />}
    </Page>
  );
}

function Records({ day, summaryId, madeAt, figure, queryWords, columns, rows, recounted }: Opened) {
  return (
    <>
      <section className="panel">
        <h2>
          {figure.label}：<span className="figure-value">{figureText(figure)}</span>
        </h2>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'query', label: '怎么数的', children: queryWords },
            ...(figure.base
              ? [{ key: 'base', label: '计算', children: `${figure.base.part} ÷ ${figure.base.whole}` }]
              : []),
            { key: 'asOf', label: '截至', children: instantText(figure.asOf) },
            {
              key: 'summary',
              label: '出自',
              children: <Link to={`/opendays/${day.id}/summaries/${summaryId}`}>{instantText(madeAt)}的活动总结</Link>,
            },
          ]}
        />
      </section>
      {recounted !== figure.value && (
        <Alert
          type="warning"
          showIcon
          className="form-fault"
          title={`文中是 ${figure.value}，按现在的记录重数是 ${recounted}，请核对。`}
        />
      )}
      <section className="panel">
        <h2>{figure.query.name === 'fact' ? '原文' : `记录（${rows.length} 条）`}</h2>
        <WideTable
          name="记录"
          size="small"
          rowKey="id"
          dataSource={rows}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          columns={columns.map((title, index) => ({
            title,
            render: (_: unknown, { cells }: Opened['rows'][number]) => <span className="wrapped">{cells[index]}</span>,
          }))}
        />
      </section>
    </>
  );
}
