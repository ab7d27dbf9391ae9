import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Descriptions, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { bodyKinds, leadingGroupRoles } from '../rules.ts';
import { Closing } from './closing.tsx';
import { GroupEditor } from './groupeditor.tsx';
import { useInside, type Body, type Inside } from './reading.ts';

/** One body: its code and kind, its sections, its leading group. */
export function BodyPanel({ body }: { body: Body }) {
  const inside = useInside(body.id);
  return (
    <div>
      <section className="panel">
        <h2>{body.name}</h2>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'kind', label: '类型', children: bodyKinds[body.kind] },
            { key: 'code', label: '代码', children: body.code },
            ...(body.closed_on ? [{ key: 'closed', label: '撤并', children: body.closed_on }] : []),
          ]}
        />
        {!body.closed_on && body.kind !== 'county' && <Closing body={body} />}
      </section>
      {inside.isError && <Problem error={inside.error} retry={() => void inside.refetch()} />}
      {inside.isPending && <Waiting />}
      {inside.data && (
        <>
          <Group body={body} group={inside.data.leadingGroup} />
          <Sections body={body} sections={inside.data.sections} />
        </>
      )}
    </div>
  );
}

function Group({ body, group }: { body: Body; group: Inside['leadingGroup'] }) {
  const mayEdit = useMay('leadinggroup.edit');
  const [isEditing, setEditing] = useState(false);
  return (
    <section className="panel">
      <h2>政务公开工作领导小组</h2>
      {group.length === 0 ? (
        <p className="empty">还没有录入领导小组{mayEdit ? '，请点“修改”填写组长、副组长、成员。' : '。'}</p>
      ) : (
        <Table
          size="small"
          pagination={false}
          rowKey="id"
          dataSource={group}
          columns={[
            {
              title: '组内职务',
              dataIndex: 'role',
              render: (role: keyof typeof leadingGroupRoles) => leadingGroupRoles[role],
            },
            { title: '姓名', dataIndex: 'person_name' },
            { title: '职务', dataIndex: 'post' },
          ]}
        />
      )}
      <div className="panel-actions">
        {mayEdit && <Button onClick={() => setEditing(true)}>修改</Button>}
        {group.length > 0 && <LinkButton to={`/people/${body.id}/leading-group`}>打印表格</LinkButton>}
      </div>
      {isEditing && <GroupEditor body={body} group={group} onClose={() => setEditing(false)} />}
    </section>
  );
}

function Sections({ body, sections }: { body: Body; sections: Inside['sections'] }) {
  const mayEdit = useMay('body.edit');
  const [form] = Form.useForm<{ name: string }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const add = async ({ name }: { name: string }) => {
    setBusy(true);
    try {
      await read(api.bodies.sections.$post({ json: { bodyId: body.id, name } }));
      form.resetFields();
      void message.success(`已新增“${name}”`);
      await queries.invalidateQueries({ queryKey: ['bodies', body.id] });
    } catch (error) {
      if (!markFaults(form, error)) void message.error(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel">
      <h2>科室</h2>
      {sections.length === 0 ? (
        <p className="empty">还没有科室{mayEdit ? '，在下面填写名称新增。' : '。'}</p>
      ) : (
        <ul className="plain-list">
          {sections.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      )}
      {mayEdit && (
        <Form form={form} layout="inline" onFinish={add} className="panel-actions">
          <Form.Item name="name" rules={[{ required: true, message: '请填写科室名称' }]}>
            <Input aria-label="新科室名称" placeholder="例如 办公室" maxLength={60} />
          </Form.Item>
          <Button htmlType="submit" loading={isBusy}>
            新增科室
          </Button>
        </Form>
      )}
    </section>
  );
}
