import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { ClearDialog, CorrectDialog, SendBackDialog, WithdrawDialog } from './dialogs.tsx';
import type { DisclosureRecord } from './reads.ts';

type Verb = DisclosureRecord['actions'][number]['verb'];
const onward: readonly Verb[] = ['submit', 'review', 'clear', 'sign'];
const asking: readonly Verb[] = ['sendBack', 'withdraw', 'correct'];

/**
 * What this person may do with the record now, the step onward first. `beforeStep` gives the revision that the person
 * has before them (after saving it, for a draft), or undefined where the step must wait. `onRefused` may show a refusal
 * at its fields, and tells whether it did.
 */
export function Actions(props: {
  record: DisclosureRecord;
  beforeStep: () => Promise<number | undefined>;
  onRefused?: (error: unknown) => boolean;
}) {
  const { record, beforeStep } = props;
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Verb>();
  const [running, setRunning] = useState<Verb>();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['disclosure', record.id] });
    await queries.invalidateQueries({ queryKey: ['disclosures'] });
  };
  const run = async (verb: Verb) => {
    setRunning(verb);
    try {
      const revision = await beforeStep();
      if (revision === undefined) return;
      const said = await step(verb, record.id, revision);
      void message.success(said);
      await refresh();
    } catch (error) {
      if (props.onRefused?.(error)) return;
      void modal.error({ title: '没有办成', content: words(error), okText: '知道了' });
      if (verb !== 'submit') await refresh();
    } finally {
      setRunning(undefined);
    }
  };
  const start = (verb: Verb) => {
    if (asking.includes(verb) || (verb === 'clear' && record.findings.length > 0)) return setAsked(verb);
    const question = questions[verb];
    if (!question) return void run(verb);
    void modal.confirm({ ...question, okText: '确定', cancelText: '再看看', onOk: () => run(verb) });
  };
  const close = () => setAsked(undefined);
  const dialog = { record, onClose: close, onDone: refresh };
  const shown = record.actions.filter(({ fault }) => !fault);
  return (
    <>
      {shown
        .toSorted((a, b) => Number(onward.includes(b.verb)) - Number(onward.includes(a.verb)))
        .map(({ verb, name }) => (
          <Button
            key={verb}
            type={onward.includes(verb) ? 'primary' : 'default'}
            danger={verb === 'withdraw' || verb === 'discard'}
            loading={running === verb}
            onClick={() => start(verb)}
          >
            {name}
          </Button>
        ))}
      {asked === 'sendBack' && <SendBackDialog {...dialog} />}
      {asked === 'clear' && <ClearDialog {...dialog} />}
      {asked === 'correct' && <CorrectDialog {...dialog} />}
      {asked === 'withdraw' && <WithdrawDialog {...dialog} />}
    </>
  );
}

const questions: Partial<Record<Verb, { title: string; content: string }>> = {
  sign: { title: '签发并公开？', content: '签发后立即向社会公开，首次公开时间不能更改。' },
  discard: { title: '放弃这份草稿？', content: '草稿会留在记录里，但不能再修改或送审。' },
};

async function step(verb: Verb, id: string, revision: number): Promise<string> {
  const one = api.disclosures[':id'];
  const sent = { param: { id }, json: { revision } };
  switch (verb) {
    case 'submit':
      await read(one.submit.$post(sent));
      return '已送审';
    case 'review':
      await read(one.review.$post(sent));
      return '审核通过，已转保密审查';
    case 'clear':
      await read(one.clear.$post(sent));
      return '保密审查通过，已转签发';
    case 'sign': {
      const { indexNumber } = await read(one.sign.$post(sent));
      return `已公开，索引号 ${indexNumber}`;
    }
    case 'pullBack':
      await read(one['pull-back'].$post(sent));
      return '已撤回，可以继续修改';
    case 'discard':
      await read(one.discard.$post(sent));
      return '已放弃这份草稿';
    case 'sendBack':
    case 'correct':
    case 'withdraw':
      throw new Error('asked in a dialog');
    default:
      return verb satisfies never;
  }
}
