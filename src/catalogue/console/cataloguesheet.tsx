import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Form, Spin, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { api, failureIn, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { fieldNames, type ColumnUse } from '../rules/headings.ts';
import { Columns, readHeadings, WholeSheetSubject } from './columns.tsx';
import { DifferenceTable } from './difference.tsx';
import { Fates } from './fates.tsx';
import { ImportForm, type ImportFields } from './importform.tsx';
import { Renames } from './renames.tsx';

/** What the person has said beside the file. */
interface Said {
  columns?: Record<string, ColumnUse[]>;
  responsible?: string;
  renamed?: { from: string; to: string }[];
  name?: string;
}

const formOf = (file: File, { columns, responsible, renamed, name }: Said) => ({
  file,
  name,
  responsible,
  columns: columns && JSON.stringify(columns),
  renamed: renamed && JSON.stringify(renamed),
});

/** Reads the headers; and the rows, where every column that is needed was found. */
async function look({ file, said }: { file: File; said: Said }) {
  const form = formOf(file, said);
  const head = await readHeadings(form);
  const isComplete = head.sheets.every(({ lacks }) => lacks.length === 0);
  return { head, preview: isComplete ? await read(api.catalogues.preview.$post({ form })) : undefined };
}

/** Imports a catalogue: read it, set its columns right, see what every row becomes and what changes, then store it. */
export function ImportCatalogue() {
  const [file, setFile] = useState<File>();
  const [said, setSaid] = useState<Said>({});
  const [showsColumns, setShowsColumns] = useState(false);
  const [form] = Form.useForm<ImportFields>();
  const queries = useQueryClient();
  const looking = useMutation({
    mutationFn: look,
    onSuccess: ({ head }) => form.setFieldsValue({ name: head.name }),
  });
  const importing = useMutation({
    mutationFn: ({ name, effectiveOn }: ImportFields) => {
      if (!file) throw new Error('The form is shown with a file only');
      const seenVersion = looking.data?.preview?.against?.version.id ?? '';
      const sent = { ...formOf(file, said), name, effectiveOn: effectiveOn?.format('YYYY-MM-DD'), seenVersion };
      return read(api.catalogues.$post({ form: sent }));
    },
    onSuccess: () =>
      Promise.all(['catalogues', 'obligations'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const again = (next: Said) => {
    setSaid(next);
    if (file) looking.mutate({ file, said: next });
  };
  const { head, preview } = looking.data ?? {};
  const lacks = [...new Set(head?.sheets.flatMap((sheet) => sheet.lacks))];
  const lacksSubject = head?.sheets.some(({ uses }) => !uses.includes('responsible'));
  return (
    <Page
      title="导入公开目录"
      lead="选择目录文件（xlsx、CSV，或 docx 里的表格），先看每一行会怎样，再决定导入。表头、合并单元格、“同上”、■□√ 都能读。"
      actions={<LinkButton to="/catalogue">返回</LinkButton>}
    >
      <section className="panel">
        <Upload
          accept=".xlsx,.csv,.docx"
          showUploadList={false}
          beforeUpload={(chosen) => {
            setFile(chosen);
            setSaid({});
            setShowsColumns(false);
            importing.reset();
            looking.mutate({ file: chosen, said: {} });
            return false;
          }}
        >
          <Button type={head ? 'default' : 'primary'} loading={looking.isPending}>
            {file ? '换一个文件' : '选择文件'}
          </Button>
        </Upload>
        {file && <p className="note">{file.name}</p>}
        {looking.isPending && <Elapsed words="正在读这张表" />}
        {head?.notes.map((note) => (
          <p key={note} className="note">
            {note}
          </p>
        ))}
      </section>
      {looking.isError && <Problem error={looking.error} />}
      {importing.isError && <Problem error={importing.error} />}
      {importing.data?.version && (
        <Alert
          type="success"
          showIcon
          className="form-fault"
          title={`已存为“${importing.data.name}”第 ${importing.data.version} 版，推算出应公开 ${importing.data.obligations} 件。`}
          action={
            <>
              <LinkButton to={`/catalogue/versions/${importing.data.versionId ?? ''}`}>看这一版</LinkButton>
              <LinkButton to="/obligations">看应公开看板</LinkButton>
            </>
          }
        />
      )}
      {head && !importing.data && (
        <section className="panel">
          <h2>各列是什么</h2>
          {lacks.length > 0 && (
            <Alert
              type="warning"
              showIcon
              className="form-fault"
              title={`还缺：${lacks.join('、')}。请在下面指定哪一列是它。`}
            />
          )}
          {lacksSubject && (
            <WholeSheetSubject
              value={said.responsible ?? ''}
              onApply={(responsible) => again({ ...said, responsible: responsible || undefined })}
            />
          )}
          {lacks.filter((name) => name !== fieldNames.responsible).length === 0 && (
            <Checkbox checked={showsColumns} onChange={({ target }) => setShowsColumns(target.checked)}>
              调整各列的对应（下次遇到同样的表头会照用）
            </Checkbox>
          )}
          {(showsColumns || lacks.some((name) => name !== fieldNames.responsible)) &&
            head.sheets.map((sheet) => (
              <Columns
                key={`${sheet.tab} ${sheet.fingerprint}`}
                sheet={sheet}
                uses={said.columns?.[sheet.fingerprint] ?? sheet.uses}
                onChange={(uses) => again({ ...said, columns: { ...said.columns, [sheet.fingerprint]: uses } })}
              />
            ))}
        </section>
      )}
      {preview && file && !importing.data && (
        <>
          <section className="panel">
            <Counts of={preview} />
            {preview.rejected.length === 0 && (
              <ImportForm
                form={form}
                onFinish={importing.mutate}
                isPending={importing.isPending}
                onName={(name) => again({ ...said, name })}
              />
            )}
          </section>
          {preview.against && (
            <section className="panel">
              <h2>
                与现在的第 {preview.against.version.version} 版比（{preview.against.version.effectiveOn} 起施行）
              </h2>
              <Renames
                pairs={preview.against.renames}
                confirmed={said.renamed ?? []}
                onChange={(renamed) => again({ ...said, renamed })}
              />
              <DifferenceTable of={preview.against} />
            </section>
          )}
          <section className="panel">
            <h2>每一行会怎样</h2>
            <Fates fates={preview.fates} onExport={() => saveFates(file, said)} />
          </section>
        </>
      )}
    </Page>
  );
}

function Counts({
  of,
}: {
  of: { rows: number; accepted: number; noted: unknown[]; unclear: { row: number }[]; rejected: unknown[] };
}) {
  const { rows, accepted, noted, unclear, rejected } = of;
  const lines = noted.length > 0 ? `，${noted.length} 行是小标题或说明` : '';
  return rejected.length > 0 ? (
    <Alert
      type="error"
      showIcon
      className="form-fault"
      title={`共 ${rows} 行，其中 ${rejected.length} 行不能导入。请改好文件再选一次；现在什么都没有保存。`}
    />
  ) : (
    <Alert
      type="info"
      showIcon
      className="form-fault"
      title={`共 ${rows} 行，读懂 ${accepted} 行${lines}，${unclear.length} 处需要人工确认（可以先导入，期限标为“需人工确认”）。还没有保存。`}
    />
  );
}

/** A long sheet takes some seconds: the person sees that it goes on. */
function Elapsed({ words }: { words: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <output className="note">
      <Spin size="small" /> {words}，已用 {seconds} 秒{seconds >= 3 && '（一万行大约要十几秒）'}
    </output>
  );
}

async function saveFates(file: File, said: Said): Promise<void> {
  const response = await api.catalogues.fates.$post({ form: formOf(file, said) });
  if (!response.ok) throw await failureIn(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${file.name}每一行的去向.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
