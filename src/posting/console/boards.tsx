import './posting.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Popconfirm, Select, Table, Upload } from 'antd';
import { useState } from 'react';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';
import { boardKinds, type BoardKind } from '../rules/posting.ts';
import { useBoards } from './reading.ts';

interface BoardFields {
  id?: string;
  bodyId: string;
  place: string;
  kind: BoardKind;
  size: string;
}

/** 公开栏登记: where the boards are, of what kind and size. */
export function Boards() {
  const boards = useBoards();
  const mayEdit = useMay('board.edit');
  const session = useSession();
  const [editing, setEditing] = useState<BoardFields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const refresh = () => queries.invalidateQueries({ queryKey: ['boards'] });
  const importing = useMutation({
    mutationFn: (file: File) => read(api.boards.import.$post({ form: { file } })),
    onSuccess: refresh,
  });
  const closing = useMutation({
    mutationFn: (id: string) => read(api.boards[':id'].$delete({ param: { id } })),
    onSuccess: refresh,
    onError: (error) => void message.error(words(error)),
  });
  const rejected = importing.data?.rows.filter(({ fate }) => fate === 'rejected') ?? [];
  return (
    <Page
      title="公开栏登记"
      lead="村里、镇里的公开栏在哪里，多大。登记张贴时从这里选。"
      actions={
        <>
          <LinkButton to="/postings">返回</LinkButton>
          {mayEdit && (
            <>
              <Upload
                accept=".csv,text/csv"
                showUploadList={false}
                beforeUpload={(file) => {
                  importing.mutate(file);
                  return false;
                }}
              >
                <Button loading={importing.isPending}>导入表格</Button>
              </Upload>
              <Button
                type="primary"
                onClick={() => setEditing({ bodyId: session.body_id, place: '', kind: 'board', size: '' })}
              >
                登记公开栏
              </Button>
            </>
          )}
        </>
      }
    >
      {boards.isError && <Problem error={boards.error} retry={() => void boards.refetch()} />}
      {importing.isError && <Problem error={importing.error} />}
      {importing.data && (
        <section className="panel" aria-live="polite">
          <p>
            {importing.data.isStored
              ? `已导入 ${importing.data.rows.length} 行。`
              : `没有保存：${rejected.length} 行不能导入，请改好后重新导入。`}
          </p>
          <ul>
            {rejected.map(({ row, place, why }) => (
              <li key={row}>
                第 {row} 行 {place}：{why}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel">
        <Table
          size="small"
          rowKey="id"
          loading={boards.isPending}
          dataSource={boards.data}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          locale={{ emptyText: '还没有登记公开栏。' }}
          columns={[
            { title: '位置', dataIndex: 'place' },
            { title: '机构', dataIndex: 'bodyName' },
            { title: '种类', render: (_, { kind }) => boardKinds[kind] },
            { title: '尺寸', dataIndex: 'size' },
            { title: '现在贴着', render: (_, { hanging }) => `${hanging} 份` },
            ...(mayEdit
              ? [
                  {
                    title: '办理',
                    render: (_: unknown, row: BoardFields & { id: string }) => (
                      <>
                        <Button type="link" onClick={() => setEditing(row)}>
                          修改
                        </Button>
                        <Popconfirm
                          title="停用以后不能再往上登记张贴。停用吗？"
                          onConfirm={() => closing.mutate(row.id)}
                        >
                          <Button type="link">停用</Button>
                        </Popconfirm>
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {mayEdit && <p className="note">导入的表格第一行写 机构代码、位置、种类、尺寸；CSV 文件，GBK 编码也能读。</p>}
      </section>
      {editing && <BoardForm board={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}

function BoardForm({ board, onClose }: { board: BoardFields; onClose: () => void }) {
  const [form] = Form.useForm<BoardFields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: async ({ bodyId, ...json }: BoardFields): Promise<unknown> =>
      board.id
        ? read(api.boards[':id'].$put({ param: { id: board.id }, json }))
        : read(api.boards.$post({ json: { ...json, bodyId } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['boards'] });
      onClose();
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  return (
    <Modal
      open
      title={board.id ? '修改公开栏' : '登记公开栏'}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        name="board"
        layout="vertical"
        requiredMark={false}
        initialValues={board}
        onFinish={(fields) => saving.mutate(fields)}
      >
        {!board.id && (
          <Form.Item name="bodyId" label="哪个机构的">
            <BodySelect />
          </Form.Item>
        )}
        <Form.Item name="place" label="在哪里" rules={[{ required: true, message: '请写清在哪里，例如 村委会门口' }]}>
          <Input maxLength={60} placeholder="例如 村委会门口" />
        </Form.Item>
        <Form.Item name="kind" label="种类">
          <Select options={Object.entries(boardKinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="size" label="尺寸（可以不填）">
          <Input maxLength={30} placeholder="例如 3米×1.2米" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
