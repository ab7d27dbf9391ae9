import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Select } from 'antd';
import { audiences, isNarrower, type Audience } from '../../catalogue/rules/audience.ts';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import type { DisclosureRecord } from './reads.ts';

interface Fields {
  audience: Audience;
  delivery: string;
  reason?: string;
}

const about: Record<Audience, string> = {
  public: '公开后，谁都能在网站上看到。',
  village: '公开后，只有扫了本村二维码的人能看到，不进搜索和列表。',
  group: '不上公众网站，也搜不到；本单位工作人员登录后能看。',
  internal: '不上公众网站，也搜不到；本单位工作人员登录后能看。',
};

/** For whom a document is, and how those it is for get it: seen before it is handed in. */
export function AudiencePanel({ record, fault }: { record: DisclosureRecord; fault?: string }) {
  const { id, audience, audienceOfItems, delivery, mayWiden } = record;
  const [form] = Form.useForm<Fields>();
  const chosen = Form.useWatch('audience', form) ?? audience;
  const queries = useQueryClient();
  const isWider = isNarrower(audienceOfItems, chosen);
  const asksReason = isWider || record.state !== 'draft' || record.standing === 'published';
  const setting = useMutation({
    mutationFn: (json: Fields) => read(api.disclosures[':id'].audience.$put({ param: { id }, json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['disclosure', id] }),
    onError: (error) => void markFaults(form, error),
  });
  const choices = (Object.keys(audiences) as Audience[])
    .filter((one) => mayWiden || !isNarrower(audienceOfItems, one))
    .map((value) => ({ value, label: audiences[value] }));
  return (
    <section className="panel">
      <h2>对谁公开</h2>
      {fault && <Alert type="error" showIcon className="form-fault" title={fault} />}
      <Form form={form} layout="vertical" initialValues={{ audience, delivery }} onFinish={setting.mutate}>
        <Form.Item name="audience" label="公开对象" extra={about[chosen]}>
          <Select options={choices} />
        </Form.Item>
        {chosen !== 'public' && (
          <Form.Item name="delivery" label="怎样送到应当知道的人" extra="例如：在公示栏张贴、逐户送达、会上宣读">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        )}
        {asksReason && mayWiden && (
          <Form.Item name="reason" label={isWider ? '为什么比公开事项写明的更宽' : '为什么改'}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        )}
        {audienceOfItems !== 'public' && (
          <p className="note">对应的公开事项写明只对“{audiences[audienceOfItems]}”公开；要更宽由公开办决定。</p>
        )}
        {setting.isError && <Alert type="error" showIcon className="form-fault" title={words(setting.error)} />}
        <Button htmlType="submit" loading={setting.isPending}>
          保存公开对象
        </Button>
      </Form>
    </section>
  );
}
