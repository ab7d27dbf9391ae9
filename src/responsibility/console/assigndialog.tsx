import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, AutoComplete, Form, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { duties, dutyNames, nobody, type Assignment } from '../rules/assigning.ts';
import { PersonField } from './personfield.tsx';
import type { MatrixOfBody } from './reading.ts';

export interface AssignTarget {
  scope: 'body' | 'category' | 'item';
  name: string;
  category?: string;
  catalogueId?: string;
  itemKey?: string;
}

interface AssignDialogProps {
  matrix: MatrixOfBody;
  target: AssignTarget;
  onClose: () => void;
}

const scopeNotes = {
  body: '对本机构全部事项生效；某一类、某一项另外指定的，以另外指定的为准。',
  category: '对这一类的全部事项生效；某一项另外指定的，以另外指定的为准。目录换新版本后继续有效。',
  item: '只对这一项生效；空着的照类别或机构的统一指定。目录换新版本后继续有效。',
};

/** Names the section and persons for everything, a category or an item. */
export function AssignDialog({ matrix, target: opened, onClose }: AssignDialogProps) {
  const [target, setTarget] = useState(opened);
  const [form] = Form.useForm<Assignment>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { scope, category = '', catalogueId = null, itemKey = '' } = target;
  const saving = useMutation({
    mutationFn: (fields: Assignment) =>
      read(
        api.responsibilities[':id'].$put({
          param: { id: matrix.body.id },
          json: { scope, category, catalogueId, itemKey, ...fields },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['matrix'] });
      void message.success('责任人已保存');
      onClose();
    },
    onError: (error) => void markFaults(form, error, ([field = '']) => [field]),
  });
  const categories = [...new Set(matrix.items.map(({ level1 }) => level1))];
  return (
    <Modal
      open
      title={`指定责任人：${target.name}`}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving.isPending}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {saving.isError && <Alert type="error" showIcon title={words(saving.error)} className="form-fault" />}
      <Form
        key={`${scope} ${category}`}
        form={form}
        layout="vertical"
        initialValues={startOf(matrix, target)}
        onFinish={saving.mutate}
      >
        {scope !== 'item' && (
          <Form.Item label="范围">
            <Select
              aria-label="范围"
              value={category}
              options={[
                { value: '', label: '全部事项' },
                ...categories.map((value) => ({ value, label: `类别：${value}` })),
              ]}
              onChange={(chosen) =>
                setTarget(
                  chosen ? { scope: 'category', name: chosen, category: chosen } : { scope: 'body', name: '全部事项' },
                )
              }
            />
          </Form.Item>
        )}
        <Form.Item name="section" label="责任科室">
          <AutoComplete allowClear options={matrix.sections.map((value) => ({ value }))} />
        </Form.Item>
        {dutyNames.map((duty) => (
          <Form.Item key={duty} name={duty} label={duties[duty]}>
            <PersonField people={matrix.people} placeholder="选择账号，或直接写姓名" />
          </Form.Item>
        ))}
        <p className="note">{scopeNotes[scope]}全部空着保存，就是取消这一层的指定。</p>
      </Form>
    </Modal>
  );
}

function startOf(matrix: MatrixOfBody, { scope, category = '', catalogueId, itemKey }: AssignTarget): Assignment {
  const found =
    scope === 'item'
      ? matrix.items.find((item) => item.catalogueId === catalogueId && item.itemKey === itemKey)?.own
      : matrix.levels.find((level) => level.scope === scope && level.category === category);
  const { section = '', handler = nobody, reviewer = nobody, signer = nobody } = found ?? {};
  return { section, handler, reviewer, signer };
}
