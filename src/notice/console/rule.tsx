import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';

const readRule = () => read(api.notices.rule.$get());
type Rule = Awaited<ReturnType<typeof readRule>>;

interface Fields {
  daysBefore: string;
  daysAfter: string;
  isWeeklyAfter: boolean;
  leaderAfterDays: number;
  officeAfterDays: number;
}

/** '7、3、1' as numbers; what is no number stays one that the server refuses with words. */
const numbersIn = (text: string) =>
  text
    .split(/[、，,\s]+/)
    .filter(Boolean)
    .map(Number);

/** 提醒规则: how long before and after a due date who is told. */
export function RulePage() {
  const rule = useQuery({ queryKey: ['notices', 'rule'], queryFn: readRule });
  return (
    <Page title="提醒规则" lead="什么时候提醒谁。改了以后，从下一个早上起按新规则提醒。">
      {rule.isError && <Problem error={rule.error} retry={() => void rule.refetch()} />}
      {rule.isPending && <Waiting />}
      {rule.data && (
        <section className="panel">
          <RuleForm rule={rule.data} />
        </section>
      )}
    </Page>
  );
}

function RuleForm({ rule }: { rule: Rule }) {
  const [form] = Form.useForm<Fields>();
  const maySet = useMay('reminder.set');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const saving = useMutation({
    mutationFn: ({ daysBefore, daysAfter, ...rest }: Fields) =>
      read(
        api.notices.rule.$put({
          json: { ...rest, daysBefore: numbersIn(daysBefore), daysAfter: numbersIn(daysAfter) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['notices', 'rule'] });
      void message.success('已保存，下一个早上起按新规则提醒');
    },
    onError: (error) => {
      if (!markFaults(form, error, ([first]) => (first === undefined ? [] : [first]))) void message.error(words(error));
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      className="form-narrow"
      disabled={!maySet}
      initialValues={{ ...rule, daysBefore: rule.daysBefore.join('、'), daysAfter: rule.daysAfter.join('、') }}
      onFinish={saving.mutate}
    >
      {!maySet && <Alert type="info" showIcon className="form-fault" title="提醒规则由县政务公开办公室统一设定。" />}
      <Form.Item name="daysBefore" label="到期前几天提醒经办人" extra="自然日，用顿号隔开，例如 7、3、1">
        <Input />
      </Form.Item>
      <Form.Item name="daysAfter" label="逾期几天再提醒经办人" extra="到期当天总会提醒">
        <Input />
      </Form.Item>
      <Form.Item name="isWeeklyAfter" valuePropName="checked">
        <Checkbox>之后每周提醒一次，直到公开</Checkbox>
      </Form.Item>
      <Form.Item name="leaderAfterDays" label="逾期几天告诉分管领导">
        <InputNumber min={1} max={365} suffix="天" />
      </Form.Item>
      <Form.Item name="officeAfterDays" label="逾期几天告诉公开办" extra="到这一步，正在审核、没有公开的也算">
        <InputNumber min={1} max={365} suffix="天" />
      </Form.Item>
      {maySet && (
        <Button type="primary" htmlType="submit" loading={saving.isPending}>
          保存
        </Button>
      )}
    </Form>
  );
}
