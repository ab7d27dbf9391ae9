import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { Page, Problem } from '../../console/page.tsx';
import { addDays, lastDayOfMonth } from '../rules.ts';
import { dayChangeWords } from '../rules/year.ts';
import { DayGrid, type GridDay } from './daygrid.tsx';

type Preview = Awaited<ReturnType<typeof previewText>>;
const previewText = (text: string) => read(api.calendar.notice.$post({ json: { text } }));
const previewFile = (file: File) => read(api.calendar.file.$post({ form: { file } }));

/** 导入放假通知: paste the State Council's prose or choose a file, look at the year, save, and see what moved. */
export function NoticePage() {
  const [text, setText] = useState('');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const previewing = useMutation({
    mutationFn: (given: string | File) => (typeof given === 'string' ? previewText(given) : previewFile(given)),
  });
  const saving = useMutation({
    mutationFn: ({ year, source, days, before }: Preview) =>
      read(api.calendar.$put({ json: { year: year ?? 0, source, days, before } })),
    onSuccess: async () => {
      await queries.invalidateQueries();
      void message.success('已保存，没公开的期限已重新计算');
    },
  });
  const shown = previewing.data;
  return (
    <Page title="导入放假通知" lead="把国务院办公厅的通知原文整篇粘贴进来，先看再存。">
      <section className="panel">
        <Input.TextArea
          aria-label="通知原文"
          rows={8}
          value={text}
          placeholder="国务院办公厅关于2027年部分节假日安排的通知……一、元旦：1月1日（周五）至3日（周日）放假，共3天。……"
          onChange={({ target }) => {
            setText(target.value);
            previewing.reset();
            saving.reset();
          }}
        />
        <div className="panel-actions-inline day-actions">
          <Button
            type="primary"
            disabled={text.trim() === ''}
            loading={previewing.isPending}
            onClick={() => previewing.mutate(text)}
          >
            看看读得对不对
          </Button>
          <Upload
            accept=".csv,.xlsx,.json,.ics"
            showUploadList={false}
            beforeUpload={(file: File) => {
              saving.reset();
              previewing.mutate(file);
              return false;
            }}
          >
            <Button>或选择文件</Button>
          </Upload>
        </div>
        {previewing.isError && <Problem error={previewing.error} />}
      </section>
      {shown && !saving.isSuccess && (
        <PreviewPanel shown={shown} isSaving={saving.isPending} onSave={() => saving.mutate(shown)} />
      )}
      {saving.isError && <Problem error={saving.error} />}
      {saving.data && (
        <Alert
          type="success"
          showIcon
          title={
            saving.data.moved > 0 ? `已保存。${saving.data.moved} 项没公开的期限变动了。` : '已保存。没有期限因此变动。'
          }
          action={saving.data.replayId && <Link to={`/obligations/replays/${saving.data.replayId}`}>看哪些变动了</Link>}
        />
      )}
    </Page>
  );
}

function PreviewPanel({ shown, isSaving, onSave }: { shown: Preview; isSaving: boolean; onSave: () => void }) {
  const { year, faults, missing, days, before, changes, isLoaded, source } = shown;
  const rests = days.filter(({ kind }) => kind === 'holiday').length;
  return (
    <section className="panel">
      <h2>{year === null ? '没有读懂' : `${year} 年：放假 ${rests} 天，调休上班 ${days.length - rests} 天`}</h2>
      <p className="page-lead">{source}</p>
      {faults.length > 0 && (
        <Alert type="error" showIcon title="有地方没有读懂，不能保存" description={<Lines lines={faults} />} />
      )}
      {missing.length > 0 && faults.length === 0 && (
        <Alert type="warning" showIcon title={`通知里没有提到：${missing.join('、')}。请核对原文是不是粘贴全了。`} />
      )}
      {before.length > 0 && <p>另有上一年的日子，一并补上：{before.map(({ day }) => day).join('、')}</p>}
      {isLoaded && (
        <>
          <h3>和已载入的相比</h3>
          {changes.length === 0 ? <p>完全一样。</p> : <Lines lines={changes.map(dayChangeWords)} />}
        </>
      )}
      <Button type="primary" disabled={faults.length > 0 || days.length === 0} loading={isSaving} onClick={onSave}>
        保存 {year} 年
      </Button>
      {year !== null && (
        <DayGrid
          label={`${year} 年日历`}
          days={daysOfYear(
            year,
            days,
            changes.map(({ day }) => day),
            isLoaded,
          )}
        />
      )}
    </section>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul className="plain-list">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function daysOfYear(year: number, days: Preview['days'], changed: readonly string[], isLoaded: boolean): GridDay[] {
  const special = new Map(days.map((one) => [one.day, one]));
  const all: GridDay[] = [];
  for (let day = `${year}-01-01`; day <= lastDayOfMonth(year, 12); day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    const one = special.get(day);
    const usual = weekday === 0 || weekday === 6 ? 'weekend' : 'counted';
    all.push({
      day,
      kind: one?.kind ?? usual,
      name: one?.name,
      mark: isLoaded && changed.includes(day) ? '有变' : undefined,
    });
  }
  return all;
}
