import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { Problem } from '../../console/page.tsx';

const readVersions = () => read(api.catalogues.$get());
type Version = Awaited<ReturnType<typeof readVersions>>[number];

/** The catalogues that were imported, version by version; each opens what it changed and what became of its rows. */
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
        columns={[
          {
            title: '目录',
            dataIndex: 'name',
            className: 'cell-wrap',
            render: (name: string, { id }) => <Link to={`/catalogue/versions/${id}`}>{name}</Link>,
          },
          { title: '版本', dataIndex: 'version', render: (version: number) => `第 ${version} 版` },
          { title: '施行日期', dataIndex: 'effectiveOn' },
          { title: '到', dataIndex: 'nextOn', render: (day: string | null) => (day ? `${day} 前` : '——') },
          { title: '事项', dataIndex: 'items', align: 'right' },
          { title: '需人工确认', dataIndex: 'unclear', align: 'right' },
          { title: '文件', dataIndex: 'fileName', className: 'cell-wrap' },
          {
            title: '导入',
            render: (_, { importedAt, importedBy }) => `${instantText(importedAt)} ${importedBy ?? ''}`,
          },
        ]}
      />
    </section>
  );
}
