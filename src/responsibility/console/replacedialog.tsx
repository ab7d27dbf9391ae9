import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Modal, Select } from 'antd';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { Problem } from '../../console/page.tsx';
import { duties, dutyNames, nobody, type Person } from '../rules/assigning.ts';
import { PersonField } from './personfield.tsx';
import type { MatrixOfBody } from './reading.ts';

/** 人员变动: puts B in the place of A everywhere, after showing where A stands. */
export function ReplaceDialog({ matrix, onClose }: { matrix: MatrixOfBody; onClose: () => void }) {
  const [form] = Form.useForm<{ from: string; to: Person }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const named = peopleIn(matrix);
  const from = named.get(Form.useWatch('from', form) ?? '');
  const to = Form.useWatch('to', form);
  const places = useQuery({
    queryKey: ['matrix', matrix.body.id, 'places', from],
    enabled: from !== undefined,
    queryFn: () =>
      read(
        api.responsibilities[':id'].places.$get({
          param: { id: matrix.body.id },
          query: { name: from?.name ?? '', ...(from?.id ? { id: from.id } : {}) },
        }),
      ),
  });
  const replacing = useMutation({
    mutationFn: () =>
      read(
        api.responsibilities[':id'].replacements.$post({
          param: { id: matrix.body.id },
          json: { from: from ?? nobody, to: to ?? nobody },
        }),
      ),
    onSuccess: async ({ places }) => {
      await queries.invalidateQueries({ queryKey: ['matrix'] });
      void message.success(`已在 ${places} 处换成${to?.name}`);
      onClose();
    },
    onError: (error) => void markFaults(form, error, ([field = '']) => [field]),
  });
  return (
    <Modal
      open
      title="人员变动"
      okText="全部更换"
      cancelText="取消"
      okButtonProps={{ disabled: !places.data || !to?.name }}
      confirmLoading={replacing.isPending}
      mask={{ closable: false }}
      onOk={() => replacing.mutate()}
      onCancel={onClose}
    >
      {replacing.isError && <Alert type="error" showIcon title={words(replacing.error)} className="form-fault" />}
      <Form form={form} layout="vertical">
        <Form.Item name="from" label="原来的责任人">
          <Select
            placeholder="选择责任分工表里的人"
            notFoundContent="责任分工表里还没有人"
            showSearch={{ optionFilterProp: 'label' }}
            options={[...named].map(([value, person]) => ({
              value,
              label: matrix.gone.some(({ id }) => id === person.id) ? `${person.name}（账号已停用）` : person.name,
            }))}
          />
        </Form.Item>
        <Form.Item name="to" label="接替的人">
          <PersonField people={matrix.people} placeholder="选择账号，或直接写姓名" />
        </Form.Item>
      </Form>
      {places.isError && <Problem error={places.error} retry={() => void places.refetch()} />}
      {places.data && (
        <>
          <p>
            {from?.name}现在负责 {places.data.items} 个事项，要改 {places.data.places.length} 处：
          </p>
          <ul className="plain-lines">
            {places.data.places.map(({ of, duty }) => (
              <li key={`${of} ${duty}`}>
                {of}：{duties[duty]}
              </li>
            ))}
          </ul>
        </>
      )}
    </Modal>
  );
}

/** Everybody who stands in the matrix, once. */
function peopleIn(matrix: MatrixOfBody): Map<string, Person> {
  const found = new Map<string, Person>();
  for (const row of [...matrix.levels, ...matrix.items])
    for (const duty of dutyNames) {
      const person = row[duty];
      if (person.name) found.set(person.id ?? `name:${person.name}`, person);
    }
  return found;
}
