import './posting.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm, Radio } from 'antd';
import { useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { findPersonalData } from '../../privacy/rules.ts';
import { answerKinds, questionStates } from '../rules/question.ts';
import type { Answer, Release } from '../schema.ts';
import { useQuestion, type QuestionRecord } from './reading.ts';

/** One question: what was asked, the answer, and whether all may read it. */
export function QuestionScreen() {
  const { id = '' } = useParams();
  const question = useQuestion(id);
  const found = question.data;
  return (
    <Page title={found ? `质疑 ${found.number}` : '村民质疑'} actions={<LinkButton to="/questions">返回</LinkButton>}>
      {question.isError && <Problem error={question.error} retry={() => void question.refetch()} />}
      {question.isPending && <Waiting />}
      {found && (
        <>
          <section className="panel">
            <p className="question-text">{found.question}</p>
            <dl className="posting-facts">
              <Fact name="状态" text={questionStates[found.state]} />
              <Fact name="最晚答复" text={found.dueOn} />
              <Fact name="问的村" text={found.bodyName} />
              <Fact name="提问时间" text={instantText(found.askedAt)} />
              <Fact name="姓名" text={found.askerName || '没有留'} />
              <Fact name="电话" text={found.askerPhone || '没有留'} />
              <Fact
                name="能不能公开"
                text={found.mayPublish ? '提问人同意公开（去掉姓名电话）' : '提问人没有同意公开'}
              />
              <Fact name="原因" text={found.setAsideReason} />
            </dl>
            {found.aboutNumber && (
              <p>
                <a href={`/d/${found.aboutNumber}`} target="_blank" rel="noreferrer">
                  看问的是哪一份
                </a>
              </p>
            )}
          </section>
          {found.answer && (
            <section className="panel">
              <h2>{found.answerKind ? answerKinds[found.answerKind] : '答复'}</h2>
              <p className="question-text">{found.answer}</p>
              <p className="note">
                {found.answeredBy}，{found.answeredOn}
              </p>
            </section>
          )}
          {found.can.answer && <AnswerForm id={id} />}
          {found.can.release && <ReleaseForm question={found} />}
          {found.can.setAside && <SetAsideForm id={id} />}
        </>
      )}
    </Page>
  );
}

function Fact({ name, text }: { name: string; text: string | null }) {
  if (!text) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

/** What a form of this screen does after it was sent: the question is read anew, a refusal stands at its field. */
function useSending<T>(send: (fields: T) => Promise<unknown>, said: string) {
  const [form] = Form.useForm<T>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const sending = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      void message.success(said);
      await queries.invalidateQueries({ queryKey: ['questions'] });
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  return { form, sending };
}

function AnswerForm({ id }: { id: string }) {
  const { form, sending } = useSending(
    (json: Answer) => read(api.questions[':id'].answer.$post({ param: { id }, json })),
    '已答复。提问的人凭编号就能看到。',
  );
  return (
    <section className="panel posting-form">
      <h2>答复</h2>
      <Form
        form={form}
        name="answer"
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'answered' }}
        onFinish={(fields) => sending.mutate(fields)}
      >
        <Form.Item name="kind" label="怎么办的">
          <Radio.Group
            optionType="button"
            options={Object.entries(answerKinds).map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="answer" label="答复" rules={[{ required: true, whitespace: true, message: '请写清答复' }]}>
          <Input.TextArea rows={5} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={sending.isPending}>
          答复
        </Button>
      </Form>
    </section>
  );
}

/** Every number found in a text by its mask; from the last to the first, so that places stay right. */
const masked = (text: string): string =>
  findPersonalData(text).reduceRight(
    (done, { start, end, masked: mask }) => done.slice(0, start) + mask + done.slice(end),
    text,
  );

function ReleaseForm({ question }: { question: QuestionRecord }) {
  const { id, publicQuestion, publicAnswer, releasedAt } = question;
  const { form, sending } = useSending(
    (json: Release) => read(api.questions[':id'].release.$post({ param: { id }, json })),
    '已公开在村的页面上。',
  );
  const { sending: hiding } = useSending<void>(
    () => read(api.questions[':id'].release.$delete({ param: { id } })),
    '已从村的页面上收回。',
  );
  const mask = () => {
    const { question: asked = '', answer = '' } = form.getFieldsValue();
    form.setFieldsValue({ question: masked(asked), answer: masked(answer) });
  };
  return (
    <section className="panel posting-form">
      <h2>{releasedAt ? '已公开，可以修改或收回' : '公开问答'}</h2>
      <p className="note">公开前去掉姓名、电话、门牌，只留下大家用得着的。</p>
      <Form
        form={form}
        name="release"
        layout="vertical"
        requiredMark={false}
        initialValues={{
          question: publicQuestion ?? question.question,
          answer: publicAnswer ?? question.answer ?? '',
        }}
        onFinish={(fields) => sending.mutate(fields)}
      >
        <Form.Item name="question" label="问">
          <Input.TextArea rows={4} maxLength={1000} />
        </Form.Item>
        <Form.Item name="answer" label="答">
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
        <div className="page-actions">
          <Button onClick={mask}>遮盖号码</Button>
          <Button type="primary" htmlType="submit" loading={sending.isPending}>
            公开
          </Button>
          {releasedAt && (
            <Button loading={hiding.isPending} onClick={() => hiding.mutate()}>
              收回
            </Button>
          )}
        </div>
      </Form>
    </section>
  );
}

function SetAsideForm({ id }: { id: string }) {
  const { form, sending } = useSending(
    (json: { reason: string }) => read(api.questions[':id']['setting-aside'].$post({ param: { id }, json })),
    '已记录，不作为质疑办理。',
  );
  return (
    <section className="panel posting-form">
      <h2>不是质疑</h2>
      <Form
        form={form}
        name="setaside"
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => sending.mutate(fields)}
      >
        <Form.Item name="reason" label="原因（提问的人能看到）" rules={[{ required: true, message: '请写清原因' }]}>
          <Input maxLength={300} placeholder="例如 这是广告" />
        </Form.Item>
        <Popconfirm title="确定不作为质疑办理吗？" onConfirm={() => form.submit()}>
          <Button loading={sending.isPending}>不作为质疑办理</Button>
        </Popconfirm>
      </Form>
    </section>
  );
}
