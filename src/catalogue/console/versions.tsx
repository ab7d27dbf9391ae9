import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { Problem } from '../../console/page.tsx';
import { Fates } from './fates.tsx';

const readVersions = () => read(api.catalogues.$get());
type Version = Awaited<ReturnType<typeof readVersions>>[number];

const questions = ({ fates }: Version) => fates.filter(({ fate }) => fate !== 'accepted');
const showFates = (version: Version) => <Fates fates={questions(version)} />;

/** The catalogues that were imported, version by version; each opens the rows it left to a person. */
export function Versions() {
  const versions = useQuery({ queryKey: ['catalogues', 'versions'], queryFn: readVersions });
  return (
    <section className="panel">
      <h2>已导入的目录</h2>
      {versions.isError && <Problem error={versions.error} retry={() => void versions.refetch()} />}
      <Table<Version>
        size="small"
        rowKey="id"
        loading={versions.isPending}
        dataSource={versions.data}
        locale={{ emptyText: '还没有导入。' }}
        scroll={{ x: 'max-content' }}
        pagination={false}
        expandable={{
          columnTitle: '疑问',
          expandedRowRender: showFates,
          rowExpandable: (version) => questions(version).length > 0,
        }}
        columns={[
          { title: '目录', dataIndex: 'name' },
          { title: '版本', dataIndex: 'version', render: (version: number) => `第 ${version} 版` },
          { title: '施行日期', dataIndex: 'effectiveOn' },
          { title: '事项', dataIndex: 'items', align: 'right' },
          { title: '需人工确认', render: (_, version) => questions(version).length, align: 'right' },
          { title: '文件', dataIndex: 'fileName' },
          {
            title: '导入',
            render: (_, { importedAt, importedBy }) => `${instantText(importedAt)} ${importedBy ?? ''}`,
          },
        ]}
      />
    </section>
  );
}
