import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { words as wordsOf } from '../../console/faults.ts';
import { Page, Problem } from '../../console/page.tsx';
import { roles } from '../rules.ts';
import { NewAccountForm } from './newaccount.tsx';
import { showPassword } from './onetime.tsx';
import { RolesForm } from './rolesform.tsx';

const readAccounts = () => read(api.accounts.$get());
export type Account = Awaited<ReturnType<typeof readAccounts>>[number];

const stateOf = (account: Account) =>
  account.isDisabled ? '已停用' : account.isLocked ? '已锁定' : account.hasOneTimePassword ? '待改密码' : '正常';

const roleText = ({ roles: held, body_name }: Account) =>
  held.map(({ role, bodyName }) => (bodyName === body_name ? roles[role] : `${roles[role]}（${bodyName}）`)).join('、');

/** The accounts of the bodies whose people this administrator manages. */
export function Accounts() {
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: readAccounts });
  const [words, setWords] = useState('');
  const [state, setState] = useState<string>();
  const [isCreating, setCreating] = useState(false);
  const [changing, setChanging] = useState<Account>();
  const shown = accounts.data?.filter(
    (account) =>
      [account.person_name, account.login, account.body_name].some((text) => text.includes(words.trim())) &&
      (!state || stateOf(account) === state),
  );
  return (
    <Page
      title="人员账号"
      lead="账号只发给本人。停用、改角色、重设密码都会让这个人立即退出登录，并记入审计。"
      actions={
        <Button type="primary" onClick={() => setCreating(true)}>
          新建账号
        </Button>
      }
    >
      {accounts.isError && <Problem error={accounts.error} retry={() => void accounts.refetch()} />}
      <section className="panel">
        <div className="filters">
          <Input
            aria-label="查找人员"
            placeholder="姓名、登录名或机构"
            allowClear
            value={words}
            onChange={(event) => setWords(event.target.value)}
            className="filter-words"
          />
          <Select
            aria-label="账号状态"
            placeholder="全部状态"
            allowClear
            value={state}
            onChange={setState}
            options={['正常', '待改密码', '已锁定', '已停用'].map((value) => ({ value, label: value }))}
            className="filter-choice"
          />
        </div>
        <Table
          size="small"
          rowKey="id"
          loading={accounts.isPending}
          dataSource={shown}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showTotal: (total) => `共 ${total} 个账号` }}
          locale={{ emptyText: words || state ? '没有符合条件的账号。' : '还没有账号，请点“新建账号”。' }}
          columns={[
            { title: '姓名', dataIndex: 'person_name' },
            { title: '登录名', dataIndex: 'login' },
            { title: '机构', dataIndex: 'body_name' },
            { title: '职务', dataIndex: 'post' },
            { title: '角色', render: (_, account) => roleText(account) },
            { title: '状态', render: (_, account) => stateOf(account) },
            {
              title: '办理',
              render: (_, account) =>
                account.isOwn ? '本人' : <Actions account={account} onChangeRoles={() => setChanging(account)} />,
            },
          ]}
        />
      </section>
      {isCreating && <NewAccountForm onClose={() => setCreating(false)} />}
      {changing && <RolesForm account={changing} onClose={() => setChanging(undefined)} />}
    </Page>
  );
}

function Actions({ account, onChangeRoles }: { account: Account; onChangeRoles: () => void }) {
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const param = { id: account.id };
  const one = api.accounts[':id'];
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      void message.success(done);
    } catch (error) {
      void message.error(wordsOf(error));
    }
    await queries.invalidateQueries({ queryKey: ['accounts'] });
  };
  const name = account.person_name;
  const verbs: Record<string, () => void> = {
    roles: onChangeRoles,
    unlock: () => void act(() => read(one.lock.$delete({ param })), `已解除 ${name} 的锁定`),
    enable: () => void act(() => read(one.disabling.$delete({ param })), `已启用 ${name} 的账号`),
    disable: () =>
      void modal.confirm({
        title: `停用 ${name} 的账号？`,
        content: '这个人会立即退出登录，不能再登录。办过的事都保留，以后可以再启用。',
        okText: '停用',
        cancelText: '取消',
        onOk: () => act(() => read(one.disabling.$post({ param })), `已停用 ${name} 的账号`),
      }),
    reset: () =>
      void modal.confirm({
        title: `给 ${name} 重设密码？`,
        content: '原来的密码立即作废。系统给出一个一次性密码，请当面或打电话告诉本人。',
        okText: '重设',
        cancelText: '取消',
        onOk: () =>
          act(async () => {
            const { password } = await read(one['one-time-password'].$post({ param }));
            showPassword(modal, account, password);
          }, '密码已重设'),
      }),
  };
  return (
    <Dropdown
      trigger={['click']}
      getPopupContainer={() => document.getElementById('content') ?? document.body}
      menu={{
        items: [
          { key: 'roles', label: '改角色' },
          { key: 'reset', label: '重设密码' },
          ...(account.isLocked ? [{ key: 'unlock', label: '解除锁定' }] : []),
          account.isDisabled ? { key: 'enable', label: '启用' } : { key: 'disable', label: '停用', danger: true },
        ],
        onClick: ({ key }) => verbs[key]?.(),
      }}
    >
      <Button size="small" aria-label={`办理 ${name} 的账号`}>
        办理
      </Button>
    </Dropdown>
  );
}
