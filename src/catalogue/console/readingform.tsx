import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { Problem } from '../../console/page.tsx';
import { periodLengths, readingKinds, readingOfTerm, type ChosenReading } from '../rules/reading.ts';
import { unitWords, type Term } from '../rules/term.ts';

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const lengths = Object.entries(periodLengths).map(([value, label]) => ({ value: Number(value), label }));
const months = Array.from({ length: 12 }, (_, at) => ({ value: at + 1, label: `${at + 1} 月` }));
const keeping = [
  { value: -1, label: '没有写' },
  { value: 0, label: '长期公开' },
  ...[1, 2, 3, 5, 10].map((value) => ({ value, label: `${value} 年` })),
];

type Fields = Omit<ChosenReading, 'keepYears' | 'posting'> & { keep: number; from: dayjs.Dayjs; reason: string };

function chosenOf({ keep, ...rest }: Fields): ChosenReading {
  const { kind } = rest;
  const isCounted = kind === 'within' || kind === 'before';
  const isPeriodic = kind === 'periodic';
  const isDated = isPeriodic || kind === 'date';
  return {
    kind,
    event: isCounted || kind === 'prompt' ? (rest.event ?? '') : '',
    amount: isCounted ? (rest.amount ?? null) : null,
    unit: isCounted ? (rest.unit ?? 'workingDay') : null,
    months: isPeriodic ? (rest.months ?? null) : null,
    month: isDated ? (rest.month ?? null) : null,
    day: isDated ? (rest.day ?? null) : null,
    posting: null,
    keepYears: (keep ?? -1) < 0 ? null : keep,
  };
}

/** What a written time limit means, chosen in plain words; the date it gives on an example day is shown at once. */
export function ReadingForm({
  phrase,
  onClose,
}: {
  phrase: { written: string; term: Term; isConfirmed: boolean };
  onClose: () => void;
}) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const fields = Form.useWatch([], form) as Fields | undefined;
  const begin = readingOfTerm(phrase.term);
  const kind = fields?.kind ?? begin.kind;
  const asked =
    fields?.kind && fields.from ? { reading: chosenOf(fields), from: fields.from.format('YYYY-MM-DD') } : undefined;
  const preview = useQuery({
    queryKey: ['catalogues', 'readings', 'preview', asked],
    queryFn: () => read(api.catalogues.readings.preview.$post({ json: asked ?? { reading: begin, from: '' } })),
    enabled: asked !== undefined,
    retry: false,
  });
  const saving = useMutation({
    mutationFn: (filled: Fields) =>
      read(
        api.catalogues.readings.$post({
          json: { phrase: phrase.written, reading: chosenOf(filled), reason: filled.reason },
        }),
      ),
    onSuccess: async ({ items, made, moved }) => {
      await queries.invalidateQueries();
      void message.success(`已确认：${items} 个事项照此读，新增应公开 ${made} 项，变动 ${moved} 项`);
      onClose();
    },
  });
  const takingBack = useMutation({
    mutationFn: (reason: string) =>
      read(api.catalogues.readings.ending.$post({ json: { phrase: phrase.written, reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries();
      void message.success('已取消，由程序重新读');
      onClose();
    },
  });
  return (
    <Modal
      open
      title="这句话是什么意思"
      okText="确认"
      cancelText="取消"
      confirmLoading={saving.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>原文：“{phrase.written}”</p>
      {phrase.term.unparsed.length > 0 && <p>没有读懂：{phrase.term.unparsed.join('；')}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ ...begin, keep: begin.keepYears ?? -1, from: dayjs(), reason: '' }}
        onFinish={saving.mutate}
      >
        <Form.Item name="kind" label="什么时候公开">
          <Select options={options(readingKinds)} />
        </Form.Item>
        {(kind === 'within' || kind === 'before' || kind === 'prompt') && (
          <Form.Item name="event" label="从什么事算（可以不填）">
            <Input maxLength={40} placeholder="信息形成或者变更" />
          </Form.Item>
        )}
        {(kind === 'within' || kind === 'before') && (
          <div className="panel-actions-inline">
            <Form.Item name="amount" label="多少">
              <InputNumber min={1} max={260} precision={0} />
            </Form.Item>
            <Form.Item name="unit" label="单位">
              <Select options={options(unitWords)} className="filter-choice" />
            </Form.Item>
          </div>
        )}
        {kind === 'periodic' && (
          <Form.Item name="months" label="多久一次">
            <Select options={lengths} />
          </Form.Item>
        )}
        {(kind === 'periodic' || kind === 'date') && (
          <div className="panel-actions-inline">
            <Form.Item name="month" label={kind === 'date' ? '几月' : '这一期的第几个月'}>
              <Select options={months} className="filter-choice" allowClear={kind === 'periodic'} />
            </Form.Item>
            <Form.Item name="day" label="几日（31 是月底）">
              <InputNumber min={1} max={31} precision={0} />
            </Form.Item>
          </div>
        )}
        <Form.Item name="keep" label="公开多久">
          <Select options={keeping} />
        </Form.Item>
        <Form.Item name="from" label="举个例子：从这一天算">
          <DatePicker allowClear={false} />
        </Form.Item>
        <output className="reading-preview">
          {preview.isError && <Problem error={preview.error} />}
          {preview.data && (
            <p>
              <strong>
                {preview.data.due
                  ? `最晚 ${preview.data.due} 公开。`
                  : preview.data.provisional
                    ? `暂定 ${preview.data.provisional}。`
                    : '没有到期日。'}
              </strong>{' '}
              {preview.data.reading}
            </p>
          )}
        </output>
        {phrase.isConfirmed && <History phrase={phrase.written} />}
        <Form.Item name="reason" label="为什么这样读" rules={[{ required: true, min: 2, message: '请写清理由' }]}>
          <Input.TextArea rows={2} maxLength={500} placeholder="例如：经与财政局核实" />
        </Form.Item>
        {phrase.isConfirmed && (
          <Button
            danger
            loading={takingBack.isPending}
            onClick={() => void form.validateFields(['reason']).then(({ reason }) => takingBack.mutate(reason))}
          >
            取消人工确认，由程序读
          </Button>
        )}
        {saving.isError && <Problem error={saving.error} />}
        {takingBack.isError && <Problem error={takingBack.error} />}
      </Form>
    </Modal>
  );
}

/** Who read the phrase, how, when and why: newest first. */
function History({ phrase }: { phrase: string }) {
  const history = useQuery({
    queryKey: ['catalogues', 'readings', 'history', phrase],
    queryFn: () => read(api.catalogues.readings.history.$get({ query: { phrase } })),
  });
  return (
    <ul>
      {history.data?.map(({ id, readAt, readBy, reading, reason }) => (
        <li key={id}>
          {instantText(readAt)}，{readBy}：{reading ?? '取消人工确认'}（{reason}）
        </li>
      ))}
    </ul>
  );
}
