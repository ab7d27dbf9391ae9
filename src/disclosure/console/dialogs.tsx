import { Alert, App, Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { withdrawalNames, type WithdrawalKind } from '../rules.ts';
import { Findings } from './paper.tsx';
import type { DisclosureRecord } from './reads.ts';

interface DialogProps {
  record: DisclosureRecord;
  onClose: () => void;
  onDone: () => Promise<void>;
}

const one = api.disclosures[':id'];

/** Sends back what lies before the reviewer; where personal data was found it may be masked on the way. */
export function SendBackDialog(props: DialogProps) {
  const { id, revision, findings } = props.record;
  const initial = findings.length > 0 ? { remark: '请核对已遮盖的个人信息，再次送审。', mask: true } : { mask: false };
  return (
    <Ask<{ remark: string; mask: boolean }>
      {...props}
      title="退回修改"
      okText="退回"
      done="已退回起草人"
      initial={initial}
      send={({ remark, mask }) =>
        read(one['send-back'].$post({ param: { id }, json: { revision, remark, mask: Boolean(mask) } }))
      }
    >
      <Form.Item name="remark" label="要改什么" rules={[{ required: true, message: '请写明要改什么' }]}>
        <Input.TextArea rows={3} maxLength={1000} autoFocus />
      </Form.Item>
      {findings.length > 0 && (
        <Form.Item name="mask" valuePropName="checked">
          <Checkbox>退回时自动遮盖 {findings.length} 处个人信息</Checkbox>
        </Form.Item>
      )}
    </Ask>
  );
}

/** Clearing a text in which personal data stands: only with a reason of one's own. */
export function ClearDialog(props: DialogProps) {
  const { id, revision, findings } = props.record;
  return (
    <Ask<{ overrideReason: string }>
      {...props}
      title="照原文公开个人信息？"
      okText="我负责，照原文公开"
      done="保密审查通过，已转签发"
      send={({ overrideReason }) => read(one.clear.$post({ param: { id }, json: { revision, overrideReason } }))}
    >
      <Alert
        type="error"
        showIcon
        className="notice"
        title={`有 ${findings.length} 处个人信息没有遮盖。一般应退回遮盖。`}
        description={<Findings findings={findings} />}
      />
      <Form.Item
        name="overrideReason"
        label="依法应当照原文公开的理由（会记在您名下）"
        rules={[{ required: true, min: 5, message: '请写清理由，至少 5 个字' }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </Ask>
  );
}

export function CorrectDialog(props: DialogProps) {
  const { id } = props.record;
  return (
    <Ask<{ reason: string }>
      {...props}
      title="更正"
      okText="开始更正"
      done="已建更正草稿，旧版本仍在公开"
      send={({ reason }) => read(one.correct.$post({ param: { id }, json: { reason } }))}
    >
      <Reason label="更正原因（会向社会公开）" />
    </Ask>
  );
}

export function WithdrawDialog(props: DialogProps) {
  const { id } = props.record;
  return (
    <Ask<{ kind: WithdrawalKind; reason: string }>
      {...props}
      title="撤下"
      okText="撤下"
      done="已撤下，原网址会说明撤下的时间和原因"
      initial={{ kind: 'error' }}
      send={({ kind, reason }) => read(one.withdraw.$post({ param: { id }, json: { kind, reason } }))}
    >
      <Alert type="warning" showIcon className="notice" title="撤下后不能恢复；它完成的应公开事项会重新变为未公开。" />
      <Form.Item name="kind" label="情形" rules={[{ required: true }]}>
        <Radio.Group options={Object.entries(withdrawalNames).map(([value, label]) => ({ value, label }))} />
      </Form.Item>
      <Reason label="原因（会向社会公开）" />
    </Ask>
  );
}

const Reason = ({ label }: { label: string }) => (
  <Form.Item name="reason" label={label} rules={[{ required: true, min: 5, message: '请写清原因，至少 5 个字' }]}>
    <Input.TextArea rows={2} maxLength={500} autoFocus />
  </Form.Item>
);

/** A question with a form: what is typed stays there until it is accepted. */
function Ask<T extends object>(
  props: DialogProps & {
    title: string;
    okText: string;
    done: string;
    initial?: Partial<T>;
    send: (fields: T) => Promise<unknown>;
    children: ReactNode;
  },
) {
  const [form] = Form.useForm<T>();
  const { message } = App.useApp();
  const [fault, setFault] = useState('');
  const [isSending, setSending] = useState(false);
  const send = async (fields: T) => {
    setSending(true);
    setFault('');
    try {
      await props.send(fields);
      void message.success(props.done);
      props.onClose();
      await props.onDone();
    } catch (error) {
      if (!markFaults(form, error)) setFault(words(error));
      setSending(false);
    }
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.okText}
      cancelText="取消"
      confirmLoading={isSending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <Form
        form={form}
        layout="vertical"
        className="asked"
        initialValues={props.initial}
        onFinish={(fields) => void send(fields)}
      >
        {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
        {props.children}
      </Form>
    </Modal>
  );
}
