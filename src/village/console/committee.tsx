import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { Problem, Waiting } from '../../console/page.tsx';
import { readCommittee } from './reading.ts';

type Member = Awaited<ReturnType<typeof readCommittee>>[number];
const posts = [
  { value: 'head' as const, label: '主任' },
  { value: 'member' as const, label: '委员' },
];

/** Who is in a village's 村务监督委员会. */
export function CommitteeDialog({ village, onClose }: { village: { id: string; name: string }; onClose: () => void }) {
  const members = useQuery({
    queryKey: ['villages', 'committee', village.id],
    queryFn: () => readCommittee(village.id),
  });
  if (members.data) return <Editor village={village} start={members.data} onClose={onClose} />;
  return (
    <Modal open title={`${village.name}村务监督委员会`} footer={null} onCancel={onClose}>
      {members.isError ? <Problem error={members.error} /> : <Waiting />}
    </Modal>
  );
}

function Editor(props: { village: { id: string; name: string }; start: Member[]; onClose: () => void }) {
  const { village, start, onClose } = props;
  const [rows, setRows] = useState(start.length > 0 ? start : [{ personName: '', post: 'head' as const }]);
  const [fault, setFault] = useState('');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const set = (at: number, change: Partial<Member>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const save = async () => {
    try {
      const json = { members: rows.filter(({ personName }) => personName.trim() !== '') };
      await read(api.villages.committees[':bodyId'].$put({ param: { bodyId: village.id }, json }));
      void message.success('已登记');
      await queries.invalidateQueries({ queryKey: ['villages'] });
      onClose();
    } catch (error) {
      setFault(words(error));
    }
  };
  return (
    <Modal
      open
      title={`${village.name}村务监督委员会`}
      okText="保存"
      cancelText="取消"
      onOk={() => void save()}
      onCancel={onClose}
    >
      <p>
        村委会成员和他们的近亲属不得担任（村民委员会组织法第三十二条）。审查要用监委会成员自己的账号，请安全管理员建。
      </p>
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      {rows.map((row, at) => (
        <div key={at} className="village-member">
          <Input
            aria-label={`第 ${at + 1} 人姓名`}
            value={row.personName}
            maxLength={40}
            onChange={(event) => set(at, { personName: event.target.value })}
          />
          <Select
            aria-label={`第 ${at + 1} 人职务`}
            value={row.post}
            onChange={(post) => set(at, { post })}
            options={posts}
          />
          <Button aria-label={`去掉第 ${at + 1} 人`} onClick={() => setRows(rows.filter((_, index) => index !== at))}>
            去掉
          </Button>
        </div>
      ))}
      <Button onClick={() => setRows([...rows, { personName: '', post: 'member' }])}>加一人</Button>
    </Modal>
  );
}
