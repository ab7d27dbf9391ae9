import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal, Upload } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { fiveThings } from '../rules/five.ts';
import { FiveDialog } from './fivedialog.tsx';
import { FiveMark } from './fivemark.tsx';
import { fiveFacts } from './fivefacts.ts';
import { thisYear, useChecklist, type Checklist, type ChecklistLine } from './reading.ts';
import './responsibility.css';

/** 五个落实 of one body: each line with its evidence, what it lacks, and the step that is next. */
export function FiveBody() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const year = params.get('year') ?? thisYear();
  const shown = useChecklist(id, year);
  const [editing, setEditing] = useState<ChecklistLine>();
  if (shown.isError) return <Problem error={shown.error} retry={() => void shown.refetch()} />;
  if (!shown.data) return <Waiting />;
  const checklist = shown.data;
  return (
    <Page
      title={`${checklist.body.name}“五个落实”`}
      lead={`${year} 年${checklist.dueOn ? `，完成期限 ${checklist.dueOn}` : ''}。证明材料只有本机构和上级能看，不会对外公开。`}
      actions={
        <>
          <LinkButton to={`/five-things?year=${year}`}>各机构</LinkButton>
          <LinkButton to={`/five-things/${id}/print?year=${year}`}>打印情况表</LinkButton>
        </>
      }
    >
      {checklist.lines.map((line) => (
        <Line key={line.kind} checklist={checklist} line={line} onEdit={() => setEditing(line)} />
      ))}
      {editing && <FiveDialog checklist={checklist} line={editing} onClose={() => setEditing(undefined)} />}
    </Page>
  );
}

function Line({ checklist, line, onEdit }: { checklist: Checklist; line: ChecklistLine; onEdit: () => void }) {
  const { name, asks, basis } = fiveThings[line.kind];
  const { entry } = line;
  const step = useStep();
  return (
    <section className="panel" aria-label={name}>
      <div className="five-line">
        <div>
          <h2>
            {name} <FiveMark state={line.state} />
          </h2>
          {!entry && <p className="empty">{asks}？</p>}
          {fiveFacts(line).map((fact) => (
            <div key={fact}>{fact}</div>
          ))}
          {line.disclosure && (
            <div>
              已公开文件：<Link to={`/disclosures/${line.disclosure.id}`}>{line.disclosure.title}</Link>
            </div>
          )}
          <Files line={line} mayEdit={checklist.may.fill} step={step} />
          {line.missing.length > 0 && <div className="quiet-words">还缺：{line.missing.join('、')}</div>}
          {entry?.returnedRemark && <div>退回意见：{entry.returnedRemark}</div>}
          {entry?.confirmedAt && (
            <div className="quiet-words">
              {entry.confirmedBy} 于 {instantText(entry.confirmedAt)} 核实
            </div>
          )}
          <div className="quiet-words">依据：{basis}</div>
        </div>
        <div className="panel-actions-inline">
          {checklist.may.fill && (
            <Button
              aria-label={`${entry ? '修改' : '填写'}${name}`}
              type={entry ? 'default' : 'primary'}
              onClick={onEdit}
            >
              {entry ? '修改' : '填写'}
            </Button>
          )}
        </div>
      </div>
      <div className="panel-actions">
        {checklist.may.fill && <AddFile checklist={checklist} line={line} step={step} />}
        {line.mayConfirm && entry && (
          <Button
            type="primary"
            aria-label={`核实无误：${name}`}
            loading={step.isPending}
            onClick={() =>
              step.mutate({
                send: () => read(api.fivethings.entries[':id'].confirmation.$post({ param: { id: entry.id } })),
                done: `已核实${name}`,
              })
            }
          >
            核实无误
          </Button>
        )}
        {entry && <ReturnButton entryId={entry.id} name={name} step={step} />}
      </div>
    </section>
  );
}

type Step = ReturnType<typeof useStep>;

/** One act on the checklist: it is read anew, and the person is told. */
function useStep() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: ({ send }: { send: () => Promise<unknown>; done: string }) => send(),
    onSuccess: async (_, { done }) => {
      void message.success(done);
      await queries.invalidateQueries({ queryKey: ['five'] });
    },
    onError: (error) => void message.error(words(error)),
  });
}

function Files({ line, mayEdit, step }: { line: ChecklistLine; mayEdit: boolean; step: Step }) {
  if (line.files.length === 0) return null;
  return (
    <ul className="five-files" aria-label="证明材料">
      {line.files.map(({ id, name, bytes }) => (
        <li key={id}>
          <a href={`/api/fivethings/files/${id}`}>{name}</a>
          <span className="quiet-words">{Math.max(1, Math.round(bytes / 1024))} KB</span>
          {mayEdit && (
            <Button
              size="small"
              aria-label={`移除 ${name}`}
              onClick={() =>
                step.mutate({
                  send: () => read(api.fivethings.files[':id'].$delete({ param: { id } })),
                  done: '已移除',
                })
              }
            >
              移除
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function AddFile({ checklist, line, step }: { checklist: Checklist; line: ChecklistLine; step: Step }) {
  return (
    <Upload
      accept=".jpg,.jpeg,.png,.pdf,.docx"
      showUploadList={false}
      beforeUpload={(file) => {
        step.mutate({
          send: () =>
            read(
              api.fivethings.bodies[':id'][':kind'].files.$post({
                param: { id: checklist.body.id, kind: line.kind },
                form: { year: String(checklist.year), file },
              }),
            ),
          done: `已添加“${file.name}”`,
        });
        return false;
      }}
    >
      <Button loading={step.isPending} aria-label={`给${fiveThings[line.kind].name}添加证明材料`}>
        添加证明材料
      </Button>
    </Upload>
  );
}

function ReturnButton({ entryId, name, step }: { entryId: string; name: string; step: Step }) {
  const mayConfirm = useMay('fivethings.confirm');
  const [isOpen, setOpen] = useState(false);
  const [remark, setRemark] = useState('');
  if (!mayConfirm) return null;
  return (
    <>
      <Button aria-label={`退回${name}`} onClick={() => setOpen(true)}>
        退回
      </Button>
      <Modal
        open={isOpen}
        title={`退回“${name}”`}
        okText="退回"
        cancelText="取消"
        okButtonProps={{ disabled: remark.trim().length < 2 }}
        onCancel={() => setOpen(false)}
        onOk={() => {
          setOpen(false);
          step.mutate({
            send: () => read(api.fivethings.entries[':id'].return.$post({ param: { id: entryId }, json: { remark } })),
            done: `已退回${name}`,
          });
        }}
      >
        <Input.TextArea
          aria-label="要补什么"
          placeholder="写明要补什么"
          rows={3}
          maxLength={500}
          value={remark}
          onChange={({ target }) => setRemark(target.value)}
        />
      </Modal>
    </>
  );
}
