import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { unitWords } from '../rules/term.ts';

interface Day {
  format(shape: string): string;
}
interface Adjustment {
  id: string;
  kind: string;
  fromOn: string | null;
  toOn: string | null;
  amount: number | null;
  unit: string | null;
  approver: string;
  reason: string;
  orderedBy: string | null;
}
interface AdjustProps {
  obligationId: string;
  isOpen: boolean;
  isPausable: boolean;
  adjustments: readonly Adjustment[];
}
type Act = 'pause' | 'resume' | 'extend';

const titles: Record<Act, string> = { pause: '暂停计算', resume: '恢复计算', extend: '延长期限' };
const units = (['workingDay', 'day', 'month'] as const).map((value) => ({ value, label: unitWords[value] }));

/** What paused and extended this obligation's term, and the office's way to do so. */
export function Adjust({ obligationId, isOpen, isPausable, adjustments }: AdjustProps) {
  const may = useMay('obligation.adjust') && isOpen;
  const [act, setAct] = useState<Act>();
  const isPaused = adjustments.some(({ kind, toOn }) => kind === 'pause' && toOn === null);
  if (adjustments.length === 0 && !may) return null;
  return (
    <section className="panel">
      <h2>暂停和延长</h2>
      {adjustments.length === 0 && <p className="empty">没有暂停或延长过。</p>}
      <ul>
        {adjustments.map((one) => (
          <li key={one.id}>
            {one.kind === 'pause'
              ? `${one.fromOn} 至 ${one.toOn ?? '（还没有恢复）'} 暂停`
              : `延长 ${one.amount} ${one.unit && one.unit in unitWords ? unitWords[one.unit as keyof typeof unitWords] : ''}`}
            ：{one.reason}（{one.approver}批准，{one.orderedBy ?? '系统'}登记）
          </li>
        ))}
      </ul>
      {may && (
        <div className="panel-actions-inline day-actions">
          {isPausable && !isPaused && <Button onClick={() => setAct('pause')}>暂停计算</Button>}
          {isPaused && <Button onClick={() => setAct('resume')}>恢复计算</Button>}
          <Button onClick={() => setAct('extend')}>延长期限</Button>
        </div>
      )}
      {act && <AdjustForm act={act} obligationId={obligationId} onClose={() => setAct(undefined)} />}
    </section>
  );
}

interface Fields {
  day: Day;
  amount: number;
  unit: 'workingDay' | 'day' | 'month';
  approver: string;
  reason: string;
}

function AdjustForm({ act, obligationId, onClose }: { act: Act; obligationId: string; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const param = { id: obligationId };
  const saving = useMutation({
    mutationFn: ({ day, ...rest }: Fields) => {
      const on = day?.format('YYYY-MM-DD') ?? '';
      const { amount, unit, approver, reason } = rest;
      const one = api.obligations[':id'];
      if (act === 'pause') return read(one.pause.$post({ param, json: { fromOn: on, approver, reason } }));
      if (act === 'resume') return read(one.resumption.$post({ param, json: { toOn: on } }));
      return read(one.extension.$post({ param, json: { amount, unit, approver, reason } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['obligations'] });
      void message.success('已登记，到期日已重新计算');
      onClose();
    },
  });
  return (
    <Modal
      open
      title={titles[act]}
      okText="登记"
      cancelText="取消"
      confirmLoading={saving.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ unit: 'workingDay', amount: 5 }} onFinish={saving.mutate}>
        {act !== 'extend' && (
          <Form.Item
            name="day"
            label={act === 'pause' ? '从哪一天起不计（含这一天）' : '到哪一天为止不计（含这一天）'}
            rules={[{ required: true, message: '请选择日期' }]}
          >
            <DatePicker placeholder="选择日期" />
          </Form.Item>
        )}
        {act === 'extend' && (
          <>
            <Form.Item name="amount" label="延长多少" rules={[{ required: true, message: '请填写' }]}>
              <InputNumber min={1} max={60} precision={0} />
            </Form.Item>
            <Form.Item name="unit" label="单位">
              <Select options={units} />
            </Form.Item>
          </>
        )}
        {act !== 'resume' && (
          <>
            <Form.Item name="approver" label="批准人" rules={[{ required: true, message: '请写明批准人' }]}>
              <Input maxLength={50} />
            </Form.Item>
            <Form.Item
              name="reason"
              label="理由"
              extra="会显示在公开网站上这一项的逐日计算里"
              rules={[{ required: true, message: '请写清理由' }]}
            >
              <Input.TextArea rows={3} maxLength={500} />
            </Form.Item>
          </>
        )}
        {saving.isError && <Problem error={saving.error} />}
      </Form>
    </Modal>
  );
}
