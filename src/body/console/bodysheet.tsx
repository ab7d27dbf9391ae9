import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Table, Upload } from 'antd';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';

const fates = { added: '新增', unchanged: '已有', renamed: '改名', rejected: '不能导入' } as const;

/** Imports the county's bodies from a sheet; shows what became of every row. */
export function BodySheet() {
  const queries = useQueryClient();
  const importing = useMutation({
    mutationFn: (file: File) => read(api.bodies.import.$post({ form: { file } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bodies'] }),
  });
  const outcome = importing.data;
  const count = (fate: keyof typeof fates) => outcome?.rows.filter((row) => row.fate === fate).length ?? 0;
  return (
    <Page
      title="导入机构表"
      lead="CSV 文件，第一行写 代码、名称、类型、上级代码；上级写在下级前面。WPS、Excel 另存为 CSV 即可，GBK 编码也能读。"
      actions={<LinkButton to="/people">返回</LinkButton>}
    >
      <section className="panel">
        <Upload
          accept=".csv,text/csv"
          showUploadList={false}
          beforeUpload={(file) => {
            importing.mutate(file);
            return false;
          }}
        >
          <Button type="primary" loading={importing.isPending}>
            选择文件并导入
          </Button>
        </Upload>
        <p className="note">同一张表可以重复导入：已有的不会重复，名称变了的会改名。有一行不对，整张表都不保存。</p>
      </section>
      {importing.isError && <Problem error={importing.error} />}
      {outcome && (
        <section className="panel">
          <Alert
            type={outcome.isStored ? 'success' : 'error'}
            showIcon
            className="form-fault"
            title={
              outcome.isStored
                ? `已导入：新增 ${count('added')}，改名 ${count('renamed')}，已有 ${count('unchanged')}。`
                : `没有保存：${count('rejected')} 行不能导入，请改好后重新导入。`
            }
          />
          <Table
            size="small"
            rowKey="row"
            scroll={{ x: 'max-content' }}
            dataSource={outcome.rows.toSorted((a, b) => Number(b.fate === 'rejected') - Number(a.fate === 'rejected'))}
            columns={[
              { title: '行', dataIndex: 'row' },
              { title: '结果', dataIndex: 'fate', render: (fate: keyof typeof fates) => fates[fate] },
              { title: '代码', dataIndex: 'code' },
              { title: '名称', dataIndex: 'name' },
              { title: '原因', dataIndex: 'why' },
            ]}
          />
        </section>
      )}
    </Page>
  );
}
