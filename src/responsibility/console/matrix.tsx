import { Alert, Button, Grid, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { duties, dutyNames, type AssignmentSource } from '../rules/assigning.ts';
import { AssignDialog, type AssignTarget } from './assigndialog.tsx';
import { useChosenBody, useMatrix, type MatrixOfBody } from './reading.ts';
import { ReplaceDialog } from './replacedialog.tsx';
import './responsibility.css';

type Item = MatrixOfBody['items'][number];
const sourceWords: Record<AssignmentSource, string> = { item: '', category: '按类别', body: '按机构', none: '' };

/** 责任到人: each catalogue item of a body with its section and persons; what nobody is named for stands out. */
export function Matrix() {
  const { bodyId, params, set } = useChosenBody();
  const shown = useMatrix(bodyId);
  const [target, setTarget] = useState<AssignTarget>();
  const [isReplacing, setReplacing] = useState(false);
  const isWide = Grid.useBreakpoint().md ?? true;
  const { data } = shown;
  const gaps = data?.items.filter(({ missing }) => missing.length > 0) ?? [];
  const onlyGaps = params.get('gap') === '1';
  return (
    <Page
      title="责任到人"
      lead={
        data &&
        `${data.body.name}：公开目录 ${data.items.length} 项，${data.items.length - gaps.length} 项经办、审核、签发都有人。`
      }
      actions={
        data && (
          <>
            <Button href={`/api/responsibilities/${bodyId}/export`}>导出 Excel</Button>
            <LinkButton to={`/responsibility/${bodyId}/wall`}>打印上墙</LinkButton>
            {data.mayAssign && <Button onClick={() => setReplacing(true)}>人员变动</Button>}
            {data.mayAssign && (
              <Button type="primary" onClick={() => setTarget({ scope: 'body', name: '全部事项' })}>
                统一指定
              </Button>
            )}
          </>
        )
      }
    >
      <div className="filters">
        <BodySelect label="机构" value={bodyId} onChange={(chosen) => set('bodyId', chosen)} />
        <Segmented
          aria-label="看哪些"
          value={onlyGaps ? '1' : ''}
          onChange={(value) => set('gap', value)}
          options={[
            { value: '', label: `全部 ${data?.items.length ?? ''}` },
            { value: '1', label: `还缺人 ${gaps.length}` },
          ]}
        />
      </div>
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <Waiting />}
      {data && data.gone.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="form-fault"
          title={`${data.gone.map(({ name }) => name).join('、')} 的账号已停用，请用“人员变动”换成接替的同志。`}
        />
      )}
      {data && (
        <section className="panel" aria-label="责任分工表">
          <Table<Item>
            size="small"
            rowKey={({ catalogueId, itemKey }) => catalogueId + itemKey}
            dataSource={onlyGaps ? gaps : data.items}
            pagination={{
              pageSize: 50,
              hideOnSinglePage: true,
              showSizeChanger: false,
              showTotal: (n) => `共 ${n} 项`,
            }}
            locale={{ emptyText: onlyGaps ? '每一项都有人负责。' : '公开目录里没有这家机构负责的事项。' }}
            columns={isWide ? wideColumns(data, setTarget) : narrowColumns(data, setTarget)}
          />
        </section>
      )}
      {data && target && <AssignDialog matrix={data} target={target} onClose={() => setTarget(undefined)} />}
      {data && isReplacing && <ReplaceDialog matrix={data} onClose={() => setReplacing(false)} />}
    </Page>
  );
}

const itemTarget = (item: Item): AssignTarget => ({
  scope: 'item',
  name: `${item.level1} · ${item.level2}`,
  catalogueId: item.catalogueId,
  itemKey: item.itemKey,
});
const itemName = (item: Item) => [item.level2, item.level3].filter(Boolean).join(' · ');

function wideColumns(data: MatrixOfBody, open: (target: AssignTarget) => void) {
  return [
    {
      title: '类别',
      render: (_: unknown, { level1 }: Item) =>
        data.mayAssign ? (
          <Button
            type="link"
            size="small"
            className="in-line"
            aria-label={`指定类别“${level1}”`}
            onClick={() => open({ scope: 'category', name: level1, category: level1 })}
          >
            {level1}
          </Button>
        ) : (
          level1
        ),
    },
    {
      title: '公开事项',
      render: (_: unknown, item: Item) => <Link to={`/catalogue/items/${item.itemId}`}>{itemName(item)}</Link>,
    },
    {
      title: '责任科室',
      render: (_: unknown, { section }: Item) => section || <span className="quiet-words">未定</span>,
    },
    ...dutyNames.map((duty) => ({
      title: duties[duty],
      render: (_: unknown, item: Item) => <Named item={item} duty={duty} />,
    })),
    ...(data.mayAssign
      ? [
          {
            title: '操作',
            render: (_: unknown, item: Item) => (
              <Button size="small" aria-label={`指定“${itemName(item)}”`} onClick={() => open(itemTarget(item))}>
                指定
              </Button>
            ),
          },
        ]
      : []),
  ];
}

const Gap = () => <Tag color="error">还没有人</Tag>;

function Named({ item, duty }: { item: Item; duty: (typeof dutyNames)[number] }) {
  if (item[duty].name === '') return <Gap />;
  const words = sourceWords[item.source[duty]];
  return (
    <>
      {item[duty].name} {words && <span className="quiet-words">{words}</span>}
    </>
  );
}

const narrowColumns = (data: MatrixOfBody, open: (target: AssignTarget) => void) => [
  {
    title: '公开事项和责任人',
    render: (_: unknown, item: Item) => (
      <div className="matrix-card">
        <div>
          <Link to={`/catalogue/items/${item.itemId}`}>{itemName(item)}</Link>
          <div className="quiet-words">
            {item.level1} · {item.section || '科室未定'}
          </div>
          {dutyNames.map((duty) => (
            <div key={duty}>
              {duties[duty]}：<Named item={item} duty={duty} />
            </div>
          ))}
        </div>
        {data.mayAssign && (
          <Button aria-label={`指定“${itemName(item)}”`} onClick={() => open(itemTarget(item))}>
            指定
          </Button>
        )}
      </div>
    ),
  },
];
