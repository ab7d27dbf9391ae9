import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, AutoComplete, Button, DatePicker, Form, Input, InputNumber, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { nobody, type Person } from '../rules/assigning.ts';
import { fiveThings } from '../rules/five.ts';
import { PersonField } from './personfield.tsx';
import type { Checklist, ChecklistLine } from './reading.ts';

interface Fields {
  people: { person: Person; post: string }[];
  section: string;
  documentNumber: string;
  amount: number | null;
  disclosure: string;
  note: string;
  validUntil: Dayjs | null;
}

interface FiveDialogProps {
  checklist: Checklist;
  line: ChecklistLine;
  onClose: () => void;
}

/** Writes one line of the checklist; what does not belong to its kind is not asked. */
export function FiveDialog({ checklist, line, onClose }: FiveDialogProps) {
  const { kind } = line;
  const { name, asks } = fiveThings[kind];
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: (fields: Fields) =>
      read(
        api.fivethings.bodies[':id'][':kind'].$put({
          param: { id: checklist.body.id, kind },
          json: inputOf(fields, checklist.year),
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['five'] });
      void message.success(`${name}已保存`);
      onClose();
    },
    onError: (error) =>
      void markFaults(form, error, ([field = '', at = 0, part]) =>
        field === 'people' ? ['people', at, part === 'post' ? 'post' : 'person'] : [field],
      ),
  });
  const hasPeople = kind === 'leader' || kind === 'staff';
  return (
    <Modal
      open
      title={name}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {saving.isError && <Alert type="error" showIcon title={words(saving.error)} className="form-fault" />}
      <p className="note">{asks}。</p>
      <Form form={form} layout="vertical" initialValues={startOf(line)} onFinish={saving.mutate}>
        {hasPeople && <People checklist={checklist} />}
        {kind === 'agency' && (
          <Form.Item name="section" label="科室">
            <AutoComplete allowClear options={checklist.sections.map((value) => ({ value }))} />
          </Form.Item>
        )}
        {kind === 'fund' && (
          <Form.Item name="amount" label="金额（元）">
            <InputNumber min={0} precision={2} controls={false} className="narrow" />
          </Form.Item>
        )}
        <Form.Item name="documentNumber" label="文号">
          <Input maxLength={100} placeholder="例如 东民发〔2026〕5号" />
        </Form.Item>
        <Form.Item name="disclosure" label="已公开文件的索引号（有就填）">
          <Input maxLength={60} placeholder="例如 210681-05/2026-00001" />
        </Form.Item>
        <Form.Item name="validUntil" label="有效期至（长期有效的空着）">
          <DatePicker />
        </Form.Item>
        <Form.Item name="note" label="说明">
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
        <p className="note">文号、附件、已公开的文件，有一样就算有证明。附件保存后在页面上添加。</p>
      </Form>
    </Modal>
  );
}

const People = ({ checklist }: { checklist: Checklist }) => (
  <Form.List name="people">
    {(fields, { add, remove }) => (
      <>
        {fields.map(({ key, name }) => (
          <div key={key} className="role-line">
            <Form.Item
              name={[name, 'person']}
              rules={[
                {
                  validator: (_, person?: Person) =>
                    person?.name ? Promise.resolve() : Promise.reject(new Error('请填写姓名')),
                },
              ]}
            >
              <PersonField people={checklist.people} placeholder="姓名" aria-label="姓名" />
            </Form.Item>
            <Form.Item name={[name, 'post']}>
              <Input aria-label="职务" placeholder="职务" maxLength={60} />
            </Form.Item>
            <Button onClick={() => remove(name)}>去掉</Button>
          </div>
        ))}
        <Form.Item>
          <Button onClick={() => add({ person: nobody, post: '' })}>加一人</Button>
        </Form.Item>
      </>
    )}
  </Form.List>
);

function startOf({ kind, entry, disclosure }: ChecklistLine): Partial<Fields> {
  const people = entry?.people.map(({ accountId, name, post }) => ({ person: { id: accountId, name }, post })) ?? [];
  const asksPeople = kind === 'leader' || kind === 'staff';
  return {
    people: people.length === 0 && asksPeople ? [{ person: nobody, post: '' }] : people,
    section: entry?.section ?? '',
    documentNumber: entry?.documentNumber ?? '',
    amount: entry?.amount ?? null,
    disclosure: disclosure?.indexNumber ?? '',
    note: entry?.note ?? '',
    validUntil: entry?.validUntil ? dayjs(entry.validUntil) : null,
  };
}

const inputOf = (fields: Fields, year: number) => ({
  year,
  people: (fields.people ?? []).map(({ person, post }) => ({
    accountId: person.id,
    name: person.name,
    post: post ?? '',
  })),
  section: fields.section ?? '',
  documentNumber: fields.documentNumber ?? '',
  amount: fields.amount ?? null,
  disclosure: fields.disclosure ?? '',
  note: fields.note ?? '',
  validUntil: fields.validUntil?.format('YYYY-MM-DD') ?? null,
});
