import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';
import { projectStages, stageNames, type ProjectStage } from '../rules/project.ts';

const readProjects = () => read(api.events.projects.$get());
type Project = Awaited<ReturnType<typeof readProjects>>[number];

/** 重大建设项目: a small list; each stage (批准, 开工, 进展, 竣工) makes its information due. */
export function Projects() {
  const shown = useQuery({ queryKey: ['events', 'projects'], queryFn: readProjects });
  const mayRegister = useMay('obligation.register');
  const [isAdding, setAdding] = useState(false);
  return (
    <Page
      title="重大建设项目"
      lead="批准、开工、进展、竣工，登记一次，系统就列出一件应公开信息，按目录的时限到期（国令第711号第二十条）。"
      actions={
        mayRegister && (
          <Button type="primary" onClick={() => setAdding(true)}>
            登记项目
          </Button>
        )
      }
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <Waiting />}
      {shown.data?.length === 0 && <p className="empty">还没有登记项目。</p>}
      {shown.data?.map((project) => (
        <ProjectPanel key={project.id} project={project} mayRegister={mayRegister} />
      ))}
      {isAdding && <NewProject onClose={() => setAdding(false)} />}
    </Page>
  );
}

function ProjectPanel({ project, mayRegister }: { project: Project; mayRegister: boolean }) {
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="panel" aria-label={project.name}>
      <h2>{project.name}</h2>
      <p className="note">{[project.bodyName, project.code].filter(Boolean).join('，')}</p>
      {project.stages.length === 0 && <p className="empty">还没有登记阶段。</p>}
      <ul className="plain-lines">
        {project.stages.map(({ id, stage, happenedOn, note, obligationId, dueOn, metOn }) => (
          <li key={id}>
            {happenedOn} {projectStages[stage]}
            {note && `（${note}）`}：
            <Link to={`/obligations/${obligationId}`}>
              {metOn ? `已于 ${metOn} 公开` : dueOn ? `还没公开，${dueOn} 前公开` : '还没公开，期限待确认'}
            </Link>
          </li>
        ))}
      </ul>
      {mayRegister && (
        <div className="panel-actions">
          <Button aria-label={`登记阶段：${project.name}`} onClick={() => setAdding(true)}>
            登记阶段
          </Button>
        </div>
      )}
      {isAdding && <NewStage project={project} onClose={() => setAdding(false)} />}
    </section>
  );
}

function useSaving<T>(send: (fields: T) => Promise<unknown>, onDone: () => void) {
  const [form] = Form.useForm();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['events'] });
      await queries.invalidateQueries({ queryKey: ['obligations'] });
      void message.success('已登记');
      onDone();
    },
    onError: (error) => void markFaults(form, error),
  });
  return { form, saving };
}

interface ProjectFields {
  bodyId: string;
  name: string;
  code?: string;
  itemId: string;
}

function NewProject({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { form, saving } = useSaving(
    (json: ProjectFields) => read(api.events.projects.$post({ json: { ...json, code: json.code ?? '' } })),
    onClose,
  );
  const bodyId: string = Form.useWatch('bodyId', form) ?? session.body_id;
  const items = useQuery({
    queryKey: ['obligations', 'items', bodyId],
    queryFn: () => read(api.obligations.items[':id'].$get({ param: { id: bodyId } })),
  });
  return (
    <Modal
      open
      title="登记重大建设项目"
      okText="登记"
      cancelText="取消"
      confirmLoading={saving.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {saving.isError && <Alert type="error" showIcon className="form-fault" title={words(saving.error)} />}
      <Form form={form} layout="vertical" initialValues={{ bodyId: session.body_id }} onFinish={saving.mutate}>
        <Form.Item name="bodyId" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
          <BodySelect under={session.body_path} onChange={() => form.setFieldValue('itemId', undefined)} />
        </Form.Item>
        <Form.Item name="name" label="项目名称" rules={[{ required: true, message: '请填写项目名称' }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="code" label="项目代码（有就填）">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="itemId" label="按哪个公开事项公开" rules={[{ required: true, message: '请选择公开事项' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={items.isPending}
            placeholder="输入事项名称查找"
            notFoundContent="目录里没有可选的事项"
            options={items.data?.map(({ id, level1, level2 }) => ({ value: id, label: `${level1} · ${level2}` }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface StageFields {
  stage: ProjectStage;
  happenedOn: Dayjs;
  note?: string;
}

function NewStage({ project, onClose }: { project: Project; onClose: () => void }) {
  const { form, saving } = useSaving(
    ({ stage, happenedOn, note }: StageFields) =>
      read(
        api.events.projects[':id'].stages.$post({
          param: { id: project.id },
          json: { stage, happenedOn: happenedOn.format('YYYY-MM-DD'), note: note ?? '' },
        }),
      ),
    onClose,
  );
  return (
    <Modal
      open
      title={`${project.name}：登记阶段`}
      okText="登记"
      cancelText="取消"
      confirmLoading={saving.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {saving.isError && <Alert type="error" showIcon className="form-fault" title={words(saving.error)} />}
      <Form form={form} layout="vertical" initialValues={{ stage: 'approval' }} onFinish={saving.mutate}>
        <Form.Item name="stage" label="阶段">
          <Select options={stageNames.map((value) => ({ value, label: projectStages[value] }))} />
        </Form.Item>
        <Form.Item name="happenedOn" label="哪一天" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="note" label="说明">
          <Input maxLength={30} placeholder="例如 路基完成" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
