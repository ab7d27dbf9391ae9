import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { institutions, type Institution } from '../rules/institution.ts';
import type { InstitutionsOfBody } from './reading.ts';

/** The published documents in which the body has this institution; linked by their index number. */
export function InstitutionTexts({ name, data }: { name: Institution; data: InstitutionsOfBody }) {
  const [form] = Form.useForm<{ disclosure: string }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const changing = useMutation({
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSuccess: async () => {
      form.resetFields();
      setLinking(false);
      await queries.invalidateQueries({ queryKey: ['institutions'] });
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  const [isLinking, setLinking] = useState(false);
  const { id } = data.body;
  const texts = data.texts[name];
  return (
    <>
      {texts.length > 0 && (
        <ul className="plain-lines">
          {texts.map((text) => (
            <li key={text.id}>
              <Link to={`/disclosures/${text.id}`}>{text.title}</Link>{' '}
              {data.mayLink && (
                <Button
                  size="small"
                  aria-label={`取消关联 ${text.title}`}
                  onClick={() =>
                    changing.mutate(() =>
                      read(
                        api.institutions[':id'].texts[':institution'][':disclosureId'].$delete({
                          param: { id, institution: name, disclosureId: text.id },
                        }),
                      ),
                    )
                  }
                >
                  取消关联
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {texts.length === 0 && <div className="quiet-words">还没有关联</div>}
      {data.mayLink && !isLinking && (
        <Button size="small" aria-label={`关联文本：${institutions[name].name}`} onClick={() => setLinking(true)}>
          关联文本
        </Button>
      )}
      {data.mayLink && isLinking && (
        <Form
          form={form}
          layout="vertical"
          className="page-actions"
          onFinish={({ disclosure }) =>
            changing.mutate(() =>
              read(api.institutions[':id'].texts.$post({ param: { id }, json: { institution: name, disclosure } })),
            )
          }
        >
          <Form.Item name="disclosure" rules={[{ required: true, message: '请填写索引号' }]}>
            <Input
              aria-label={`${institutions[name].name}文本的索引号`}
              placeholder="已公开文件的索引号"
              autoFocus
              maxLength={60}
            />
          </Form.Item>
          <Button htmlType="submit" loading={changing.isPending}>
            关联
          </Button>
        </Form>
      )}
    </>
  );
}
