import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm, Table } from 'antd';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';

const readPlates = () => read(api.plates.$get());
type Row = Awaited<ReturnType<typeof readPlates>>[number];
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });

/** 二维码铭牌 (一村一码): prints a village's plate or all of a township's, and changes a code that has got about. */
export function Plates() {
  const list = useQuery({ queryKey: ['plates'], queryFn: readPlates });
  const mayMake = useMay('plate.make');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const done = async (said: string) => {
    void message.success(said);
    await queries.invalidateQueries({ queryKey: ['plates'] });
  };
  const failed = (error: unknown) => void message.error(words(error));
  const making = useMutation({
    mutationFn: (id: string) => read(api.plates[':id'].keys.$post({ param: { id } })),
    onSuccess: ({ made }) =>
      done(made > 0 ? `做好了 ${made} 个村的二维码，可以打印了。` : '都已经有二维码了，可以打印。'),
    onError: failed,
  });
  const renewing = useMutation({
    mutationFn: (id: string) => read(api.plates[':id'].renewal.$post({ param: { id } })),
    onSuccess: () => done('换好了。请打印新的铭牌挂上；扫旧铭牌的人会看到“已经换过了”。'),
    onError: failed,
  });
  const townships = list.data?.filter(({ kind }) => kind === 'township') ?? [];
  const villages = list.data?.filter(({ kind }) => kind === 'village') ?? [];
  const townshipName = new Map(townships.map(({ id, name }) => [id, name]));
  const paper = (id: string) => `/api/plates/${id}/paper`;
  return (
    <Page
      title="二维码铭牌"
      lead="一村一码：挂在公开栏旁，村民扫一扫就到本村的页面。"
      actions={<LinkButton to="/postings">返回</LinkButton>}
    >
      {list.isError && <Problem error={list.error} retry={() => void list.refetch()} />}
      <Alert
        type="info"
        showIcon
        className="form-fault"
        title="码里带着本村的钥匙：扫过的人能看只给本村村民看的内容。钥匙全村一样，不记录谁扫过。码被传到网上，请更换。"
      />
      {townships.map(({ id, name }) => {
        const own = villages.filter(({ parentId }) => parentId === id);
        const without = own.filter(({ keyMadeAt }) => keyMadeAt === null).length;
        return (
          <section key={id} className="panel">
            <h2>
              {name}：{own.length} 个村
            </h2>
            <div className="page-actions">
              {mayMake && without > 0 && (
                <Button type="primary" loading={making.isPending} onClick={() => making.mutate(id)}>
                  给 {without} 个村做二维码
                </Button>
              )}
              <Button href={paper(id)} target="_blank" disabled={own.length === 0}>
                打印全部 {own.length} 张铭牌
              </Button>
            </div>
          </section>
        );
      })}
      <section className="panel">
        <Table<Row>
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={villages}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          locale={{ emptyText: '没有您管的村。' }}
          columns={[
            { title: '村（社区）', dataIndex: 'name' },
            { title: '乡镇', render: (_, { parentId }) => townshipName.get(parentId ?? '') ?? '' },
            {
              title: '二维码',
              render: (_, { keyMadeAt }) =>
                keyMadeAt ? `${day.format(new Date(keyMadeAt))}做的` : '还没有钥匙，只能看公开的内容',
            },
            {
              title: '办理',
              render: (_, { id, keyMadeAt }) => (
                <>
                  <Button type="link" href={paper(id)} target="_blank">
                    打印
                  </Button>
                  {mayMake && keyMadeAt && (
                    <Popconfirm title="旧铭牌马上失效，要重新打印挂上。更换吗？" onConfirm={() => renewing.mutate(id)}>
                      <Button type="link">更换</Button>
                    </Popconfirm>
                  )}
                </>
              ),
            },
          ]}
        />
      </section>
    </Page>
  );
}
