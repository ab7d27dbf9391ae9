import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { Fates } from './fates.tsx';

interface Fields {
  name?: string;
  effectiveOn?: { format(shape: string): string };
}

/** Imports a catalogue in two steps: read it and see what every row becomes, then store it. */
export function ImportCatalogue() {
  const [file, setFile] = useState<File>();
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const preview = useMutation({
    mutationFn: (chosen: File) => read(api.catalogues.preview.$post({ form: { file: chosen } })),
    onSuccess: ({ name }) => form.setFieldsValue({ name }),
  });
  const importing = useMutation({
    mutationFn: ({ name, effectiveOn }: Fields) => {
      if (!file) throw new Error('The form is shown with a file only');
      return read(api.catalogues.$post({ form: { file, name, effectiveOn: effectiveOn?.format('YYYY-MM-DD') } }));
    },
    onSuccess: () =>
      Promise.all(['catalogues', 'obligations'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  const seen = preview.data;
  const isBad = seen !== undefined && seen.rejected.length > 0;
  return (
    <Page
      title="导入公开目录"
      lead="选择目录文件（xlsx 或 CSV），先看每一行会怎样，再决定导入。表头、合并单元格、“同上”、■□√ 都能读。"
      actions={<LinkButton to="/catalogue">返回</LinkButton>}
    >
      <section className="panel">
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(chosen) => {
            setFile(chosen);
            importing.reset();
            preview.mutate(chosen);
            return false;
          }}
        >
          <Button type={seen ? 'default' : 'primary'} loading={preview.isPending}>
            {file ? '换一个文件' : '选择文件'}
          </Button>
        </Upload>
        {file && <p className="note">{file.name}</p>}
      </section>
      {preview.isError && <Problem error={preview.error} />}
      {importing.isError && <Problem error={importing.error} />}
      {importing.data?.version && (
        <Alert
          type="success"
          showIcon
          className="form-fault"
          title={`已存为“${importing.data.name}”第 ${importing.data.version} 版，推算出应公开 ${importing.data.obligations} 件。`}
          action={<LinkButton to="/obligations">看应公开看板</LinkButton>}
        />
      )}
      {seen && !importing.data && (
        <section className="panel">
          <Alert
            type={isBad ? 'error' : 'info'}
            showIcon
            className="form-fault"
            title={
              isBad
                ? `共 ${seen.rows} 行，其中 ${seen.rejected.length} 行不能导入。请改好文件再选一次；现在什么都没有保存。`
                : `共 ${seen.rows} 行，读懂 ${seen.accepted} 行，${seen.unclear.length} 处需要人工确认（可以先导入，期限标为“需人工确认”）。还没有保存。`
            }
          />
          {!isBad && (
            <Form form={form} layout="vertical" className="form-narrow" onFinish={importing.mutate}>
              <Form.Item
                name="name"
                label="目录名称"
                extra="与已有目录同名，就存为它的新版本。"
                rules={[{ required: true, message: '请填写目录名称' }]}
              >
                <Input maxLength={80} />
              </Form.Item>
              <Form.Item name="effectiveOn" label="施行日期（不填就是今天）">
                <DatePicker />
              </Form.Item>
              <Button type="primary" htmlType="submit" loading={importing.isPending}>
                导入
              </Button>
            </Form>
          )}
          <h2 className="fates-title">每一行会怎样</h2>
          <Fates fates={seen.fates} />
        </section>
      )}
    </Page>
  );
}
