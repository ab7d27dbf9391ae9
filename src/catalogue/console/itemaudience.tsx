import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { Problem } from '../../console/page.tsx';
import { audiences, type Audience } from '../rules/audience.ts';

interface Fields {
  audience: Audience;
  reason: string;
}

/** For whom an item is; the office may set it, with a reason. */
export function ItemAudience({ id, audience, mayEdit }: { id: string; audience: Audience; mayEdit: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const setting = useMutation({
    mutationFn: (json: Fields) => read(api.catalogues.items[':id'].audience.$put({ param: { id }, json })),
    onSuccess: () => {
      setOpen(false);
      return queries.invalidateQueries({ queryKey: ['catalogues'] });
    },
  });
  return (
    <>
      {audiences[audience]}
      {mayEdit && (
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          修改
        </Button>
      )}
      <Modal
        open={isOpen}
        title="这个事项对谁公开"
        okText="保存"
        cancelText="取消"
        confirmLoading={setting.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <p className="note">改窄以后，已公开、对应这个事项的文件也会从公众网站上收起来；改宽不会自动放出来。</p>
        {setting.isError && <Problem error={setting.error} />}
        <Form form={form} layout="vertical" initialValues={{ audience }} onFinish={setting.mutate}>
          <Form.Item name="audience" label="公开对象">
            <Select options={Object.entries(audiences).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, min: 5, message: '请写清理由，至少 5 个字' }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
