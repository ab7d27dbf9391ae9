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
import type { DraftFields } from './keeper.ts';
import { Facts } from './facts.tsx';
import { AudiencePanel } from './audience.tsx';
import { Links } from './links.tsx';
import { Notices } from './notices.tsx';
import { readChoices, readRecord, type DisclosureRecord } from './reads.ts';
import { RichText } from './richtext.tsx';
import { useFaults, type Faults } from './faults.ts';
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
  const { fields, state, keeper } = draft;
  const { faults, edit, beforeStep, onRefused } = useFaults(draft);
  const findings = findInHtml(fields.html);
  const mask = () => {
    const html = maskHtml(fields.html);
    edit({ html, title: maskPersonalData(fields.title) });
    replaceText(html);
  };
  return (
    <Page
      title={fields.title || '（还没有标题）'}
      lead={<SaveMark state={state} onSave={() => void keeper.save()} />}
      actions={<Actions record={record} beforeStep={beforeStep} onRefused={onRefused} />}
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
              title={fields.title}
            />
            <Fault id="draft-source-fault" words={faults['source']} />
            <Fault id="draft-html-fault" words={faults['html']} />
            <RichText key={text.turn} html={text.html} onChange={(html) => edit({ html })} />
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
          <Metadata fields={fields} edit={edit} faults={faults} />
          <Links record={record} />
          <AudiencePanel
            key={`${record.audience} ${record.audienceOfItems}`}
            record={record}
            fault={faults['delivery']}
          />
        </Facts>
      </div>
    </Page>
  );
}

function Fault({ id, words }: { id: string; words: string | undefined }) {
  return (
    <p id={id} role="alert" className="field-fault">
      {words}
    </p>
  );
}

function Metadata(props: { fields: DraftFields; edit: Autosave['edit']; faults: Faults }) {
  const { fields, edit, faults } = props;
  const choices = useQuery({ queryKey: ['disclosures', 'choices'], queryFn: readChoices });
  const field = (name: keyof DraftFields) =>
    faults[name]
      ? { validateStatus: 'error' as const, help: <Fault id={`draft-${name}-fault`} words={faults[name]} /> }
      : {};
  const told = (name: keyof DraftFields) =>
    faults[name] ? { 'aria-invalid': true, 'aria-describedby': `draft-${name}-fault` } : {};
  return (
    <section className="panel">
      <h2>填写</h2>
      <Form layout="vertical" component="div">
        <Form.Item label="标题" htmlFor="draft-title" {...field('title')}>
          <Input.TextArea
            id="draft-title"
            {...told('title')}
            rows={2}
            maxLength={300}
            showCount
            value={fields.title}
            onChange={(event) => edit({ title: event.target.value.replaceAll('\n', '') })}
          />
        </Form.Item>
        <Form.Item label="分类" htmlFor="draft-category" {...field('category')}>
          <AutoComplete
            id="draft-category"
            {...told('category')}
            value={fields.category}
            onChange={(category) => edit({ category })}
            options={choices.data?.categories.map((value) => ({ value }))}
          />
        </Form.Item>
        <Form.Item label="文号（没有就不填）" htmlFor="draft-number" {...field('documentNumber')}>
          <Input
            id="draft-number"
            {...told('documentNumber')}
            maxLength={100}
            placeholder="东民发〔2026〕1号"
            value={fields.documentNumber}
            onChange={(event) => edit({ documentNumber: event.target.value })}
          />
        </Form.Item>
        <Form.Item label="成文日期" htmlFor="draft-issued" {...field('issuedOn')}>
          <DatePicker
            id="draft-issued"
            {...told('issuedOn')}
            value={fields.issuedOn ? dayjs(fields.issuedOn) : null}
            maxDate={dayjs()}
            onChange={(day) => edit({ issuedOn: day ? day.format('YYYY-MM-DD') : null })}
            className="whole-width"
          />
        </Form.Item>
        <Form.Item label="有效性" htmlFor="draft-validity" {...field('validity')}>
          <Select
            id="draft-validity"
            {...told('validity')}
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
