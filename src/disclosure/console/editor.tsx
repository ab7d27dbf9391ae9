import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Page } from '../../console/page.tsx';
import { findInHtml, maskHtml } from '../../privacy/html.ts';
import { maskPersonalData } from '../../privacy/rules.ts';
import { validityNames } from '../rules.ts';
import { Actions } from './actions.tsx';
import { useAutosave, type Autosave } from './autosave.ts';
import { ConflictDialog } from './conflict.tsx';
import { Facts } from './facts.tsx';
import { Links } from './links.tsx';
import { Notices } from './notices.tsx';
import { readChoices, readRecord, type DisclosureRecord } from './reads.ts';
import { RichText } from './richtext.tsx';
import { SaveMark } from './savemark.tsx';
import { WordUpload } from './wordupload.tsx';

/** A draft while it is written: saved by itself, checked for personal data as it is typed. */
export function DraftEditor(props: { record: DisclosureRecord; onTaken: (theirs: DisclosureRecord) => void }) {
  const { record } = props;
  const draft = useAutosave(record);
  // The rich-text editor begins anew when its text is replaced from outside: an upload, masking, a colleague's text.
  const [text, setText] = useState({ html: record.html, turn: 0 });
  const replaceText = (html: string) => setText(({ turn }) => ({ html, turn: turn + 1 }));
  const [other, setOther] = useState<DisclosureRecord>();
  const { fields, state, edit, keeper } = draft;
  const findings = findInHtml(fields.html);
  const faults = state.name === 'refused' ? state.fields : {};
  const mask = () => {
    const html = maskHtml(fields.html);
    edit({ html, title: maskPersonalData(fields.title) });
    replaceText(html);
  };
  const beforeStep = async () => ((await keeper.save()) ? keeper.revision : undefined);
  return (
    <Page
      title={fields.title || '（还没有标题）'}
      lead={<SaveMark state={state} onSave={() => void keeper.save()} />}
      actions={<Actions record={record} beforeStep={beforeStep} />}
    >
      <Notices record={record} />
      {state.name === 'conflict' && (
        <ConflictDialog
          why={state.why}
          mine={fields}
          theirs={other}
          readTheirs={async () => setOther(await readRecord(record.id))}
          keepMine={(theirs) => void keeper.keepOwn(theirs.revision)}
          takeTheirs={props.onTaken}
        />
      )}
      <div className="disclosure-columns">
        <div>
          <section className="panel paper">
            <WordUpload
              onRead={({ html, source }) => {
                edit({ html, source });
                replaceText(html);
              }}
              hasText={fields.html !== ''}
            />
            <RichText key={text.turn} html={text.html} onChange={(html) => edit({ html })} />
            {faults['html'] && <p className="field-fault">{faults['html']}</p>}
          </section>
        </div>
        <Facts record={{ ...record, findings: [] }}>
          {findings.length > 0 && (
            <section className="panel finding-panel" aria-live="polite">
              <h2>有 {findings.length} 处个人信息</h2>
              <ul className="findings">
                {findings.slice(0, 20).map(({ masked, before, after, start }) => (
                  <li key={start}>
                    {before}
                    <mark>{masked}</mark>
                    {after}
                  </li>
                ))}
              </ul>
              <Button type="primary" onClick={mask}>
                一键遮盖
              </Button>
            </section>
          )}
          <Metadata draft={draft} faults={faults} />
          <Links record={record} />
        </Facts>
      </div>
    </Page>
  );
}

function Metadata({ draft, faults }: { draft: Autosave; faults: Readonly<Record<string, string>> }) {
  const { fields, edit } = draft;
  const choices = useQuery({ queryKey: ['disclosures', 'choices'], queryFn: readChoices });
  const field = (name: string) => (faults[name] ? { validateStatus: 'error' as const, help: faults[name] } : {});
  return (
    <section className="panel">
      <h2>填写</h2>
      <Form layout="vertical" component="div">
        <Form.Item label="标题" htmlFor="draft-title" {...field('title')}>
          <Input.TextArea
            id="draft-title"
            rows={2}
            maxLength={300}
            value={fields.title}
            onChange={(event) => edit({ title: event.target.value.replaceAll('\n', '') })}
          />
        </Form.Item>
        <Form.Item label="分类" htmlFor="draft-category" {...field('category')}>
          <AutoComplete
            id="draft-category"
            value={fields.category}
            onChange={(category) => edit({ category })}
            options={choices.data?.categories.map((value) => ({ value }))}
          />
        </Form.Item>
        <Form.Item label="文号（没有就不填）" htmlFor="draft-number" {...field('documentNumber')}>
          <Input
            id="draft-number"
            maxLength={100}
            placeholder="东民发〔2026〕1号"
            value={fields.documentNumber}
            onChange={(event) => edit({ documentNumber: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="成文日期" htmlFor="draft-issued" {...field('issuedOn')}>
          <DatePicker
            id="draft-issued"
            value={fields.issuedOn ? dayjs(fields.issuedOn) : null}
            maxDate={dayjs()}
            onChange={(day) => edit({ issuedOn: day ? day.format('YYYY-MM-DD') : null })}
            className="whole-width"
          />
        </Form.Item>
        <Form.Item label="有效性" htmlFor="draft-validity">
          <Select
            id="draft-validity"
            value={fields.validity}
            onChange={(validity) => edit({ validity })}
            options={(['valid', 'invalid', 'repealed'] as const).map((value) => ({
              value,
              label: validityNames[value],
            }))}
          />
        </Form.Item>
      </Form>
    </section>
  );
}
