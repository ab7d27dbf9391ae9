import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { useSession } from '../../console/session.tsx';
import { suggestedOrdinal } from '../rules/day.ts';
import type { NewDay } from '../schema.ts';
import type { DayPage } from './reading.ts';

/** Plans a new day, or corrects the plan of one. */
export function PlanForm({ day, onClose }: { day?: DayPage; onClose: () => void }) {
  const session = useSession();
  const [form] = Form.useForm<NewDay>();
  const [isBusy, setBusy] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const save = async (plan: NewDay) => {
    setBusy(true);
    try {
      const { bodyId, ...rest } = plan;
      const id = day
        ? (await read(api.opendays[':id'].$put({ param: { id: day.id }, json: rest })), day.id)
        : (await read(api.opendays.$post({ json: { bodyId, ...rest } }))).id;
      await queries.invalidateQueries({ queryKey: ['opendays'] });
      onClose();
      void navigate(`/opendays/${id}`);
    } catch (error) {
      if (!markFaults(form, error)) void message.error(words(error));
    } finally {
      setBusy(false);
    }
  };
  const suggest = (heldOn: string) => {
    const ordinal = suggestedOrdinal(Number(heldOn.slice(0, 4)));
    if (ordinal !== undefined && !form.isFieldTouched('ordinal')) form.setFieldValue('ordinal', ordinal);
  };
  const initial = day
    ? { ...day, heldOn: day.heldOn ?? '' }
    : { bodyId: session.body_id, name: '“5·15政务公开日”活动', theme: '', place: '', notice: '' };
  return (
    <Modal
      open
      title={day ? '修改方案' : '新建政务公开日'}
      okText="保存"
      confirmLoading={isBusy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={initial} onFinish={save} requiredMark="optional">
        {!day && (
          <Form.Item name="bodyId" label="主办机构" rules={[{ required: true, message: '请选择主办机构' }]}>
            <BodySelect />
          </Form.Item>
        )}
        <Form.Item name="name" label="活动名称" rules={[{ required: true, message: '请填写活动名称' }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="heldOn" label="日期" rules={[{ required: true, message: '请选择活动日期' }]}>
          <Input type="date" onChange={(event) => suggest(event.target.value)} />
        </Form.Item>
        <Form.Item
          name="ordinal"
          label="届次"
          extra="按辽宁省历年通知推算：届次＝年份−2006（如 2025 年为第十九届）。与上级通知不一致时请修改；没有届次可留空。"
        >
          <InputNumber min={1} max={99} precision={0} />
        </Form.Item>
        <Form.Item name="theme" label="主题">
          <Input maxLength={200} placeholder="照上级通知填写，没有可留空" />
        </Form.Item>
        <Form.Item name="place" label="地点">
          <Input maxLength={200} placeholder="例如 后团山子集市南侧" />
        </Form.Item>
        <Form.Item name="notice" label="依据的通知">
          <Input maxLength={300} placeholder="《……的通知》（文号）" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
