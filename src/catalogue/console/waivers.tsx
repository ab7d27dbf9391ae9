import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';
import { periodWords } from '../rules/period.ts';
import { groundWords, waiverGrounds, type WaiverGround } from '../rules/waiver.ts';

const readWaiting = () => read(api.obligations.waivers.$get());
export type Waiver = Awaited<ReturnType<typeof readWaiting>>[number];

/** 待批不公开: every request that waits for this person's decision. */
export function WaiversToDecide() {
  const waiting = useQuery({ queryKey: ['obligations', 'waivers'], queryFn: readWaiting });
  if (waiting.isError) return <Problem error={waiting.error} retry={() => void waiting.refetch()} />;
  if (!waiting.data) return <Waiting />;
  return (
    <Page title="待批不公开" lead="下面的事项，承办机构申请不公开。同意以后这一项不再算逾期，理由会保留在记录里。">
      {waiting.data.length === 0 && <p className="empty">现在没有等待批准的申请。</p>}
      {waiting.data.map((waiver) => (
        <section className="panel" key={waiver.id}>
          <h2>
            <Link to={`/obligations/${waiver.obligationId}`}>
              {waiver.bodyName}：{waiver.level1} · {waiver.level2}（{waiver.event || periodWords(waiver.period)}）
            </Link>
          </h2>
          <WaiverLine waiver={waiver} />
        </section>
      ))}
    </Page>
  );
}

/** The requests of one obligation, and the way to make one. */
export function WaiversOf({
  obligationId,
  isOpen,
  waivers,
}: {
  obligationId: string;
  isOpen: boolean;
  waivers: Waiver[];
}) {
  const mayAsk = useMay('waiver.ask');
  const isAsked = waivers.some(({ decision }) => decision === null);
  if (waivers.length === 0 && !(mayAsk && isOpen)) return null;
  return (
    <section className="panel">
      <h2>不公开</h2>
      {waivers.map((waiver) => (
        <WaiverLine key={waiver.id} waiver={waiver} />
      ))}
      {mayAsk && isOpen && !isAsked && <Asking obligationId={obligationId} />}
    </section>
  );
}

function WaiverLine({ waiver }: { waiver: Waiver }) {
  const session = useSession();
  const mayDecide = useMay('waiver.decide');
  const ground = waiverGrounds[waiver.basis as WaiverGround];
  const isOthers = waiver.askedBy !== session.id;
  return (
    <div className="panel-part">
      <p>
        <b>{groundWords(waiver.basis)}</b>（{ground.source}）：{waiver.reason}
      </p>
      <p className="quiet">
        {waiver.asker} {instantText(waiver.askedAt)} 申请
        {waiver.decision && `；${waiver.decider ?? ''}${waiver.decision === 'granted' ? '同意' : '不同意'}`}
        {waiver.remark && `（${waiver.remark}）`}
        {waiver.reviewOn && !waiver.endedOn && `；${waiver.reviewOn} 前要重新评估`}
        {waiver.endedOn && `；${waiver.endedOn} 起恢复应公开`}
      </p>
      {waiver.decision === null && mayDecide && isOthers && <Deciding waiver={waiver} />}
      {waiver.decision === null && mayDecide && !isOthers && <p className="quiet">要由另一位有权的人决定。</p>}
      {waiver.decision === 'granted' && !waiver.endedOn && mayDecide && <Ending waiver={waiver} />}
    </div>
  );
}

function useSend() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const send = async (work: () => Promise<unknown>, done: string): Promise<unknown> => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['obligations'] });
      void message.success(done);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy };
}

function Asking({ obligationId }: { obligationId: string }) {
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ basis: WaiverGround; reason: string }>();
  const { send, isBusy } = useSend();
  const { message } = App.useApp();
  const ask = async (json: { basis: WaiverGround; reason: string }) => {
    const fault = await send(
      () => read(api.obligations[':id'].waivers.$post({ param: { id: obligationId }, json })),
      '已提交，等待批准',
    );
    if (!fault) setOpen(false);
    else if (!markFaults(form, fault)) void message.error(words(fault));
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>申请不公开</Button>
      <Modal
        open={isOpen}
        title="申请不公开"
        okText="提交"
        confirmLoading={isBusy}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <Form form={form} layout="vertical" onFinish={ask}>
          <Form.Item name="basis" label="依据" rules={[{ required: true, message: '请选择不公开的依据' }]}>
            <Select
              options={Object.entries(waiverGrounds).map(([value, { words: label, source }]) => ({
                value,
                label: `${label}（${source}）`,
              }))}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label="理由"
            rules={[{ required: true, min: 5, message: '请写清理由，至少 5 个字' }]}
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}

function Deciding({ waiver }: { waiver: Waiver }) {
  const [remark, setRemark] = useState('');
  const { send, isBusy } = useSend();
  const { message } = App.useApp();
  const decide = async (decision: 'granted' | 'refused') => {
    const done = decision === 'granted' ? '已同意，这一项不再算应公开' : '已退回，这一项仍要按期公开';
    const json = { decision, remark };
    const fault = await send(() => read(api.obligations.waivers[':id'].$put({ param: { id: waiver.id }, json })), done);
    if (fault) void message.error(words(fault));
  };
  return (
    <div className="panel-actions">
      <Input
        aria-label="批准意见"
        placeholder="批准意见（可不填）"
        maxLength={500}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
      <Button type="primary" loading={isBusy} onClick={() => void decide('granted')}>
        同意不公开
      </Button>
      <Button loading={isBusy} onClick={() => void decide('refused')}>
        不同意
      </Button>
    </div>
  );
}

function Ending({ waiver }: { waiver: Waiver }) {
  const [remark, setRemark] = useState('');
  const { send, isBusy } = useSend();
  const { message } = App.useApp();
  const end = async () => {
    const fault = await send(
      () => read(api.obligations.waivers[':id'].ending.$post({ param: { id: waiver.id }, json: { remark } })),
      '已恢复，这一项要公开',
    );
    if (fault) void message.error(words(fault));
  };
  return (
    <div className="panel-actions">
      <Input
        aria-label="恢复公开的理由"
        placeholder="情况变了，应当公开的理由"
        maxLength={500}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
      <Button loading={isBusy} onClick={() => void end()}>
        恢复应公开
      </Button>
    </div>
  );
}
