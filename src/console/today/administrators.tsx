import { useQuery } from '@tanstack/react-query';
import { api, read } from '../client.ts';
import { Problem } from '../page.tsx';
import { Todo } from './todo.tsx';

/** For the security administrator: accounts that need a hand. */
export function PeopleToday() {
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: () => read(api.accounts.$get()) });
  const locked = accounts.data?.filter(({ isLocked }) => isLocked) ?? [];
  const waiting = accounts.data?.filter(({ hasOneTimePassword }) => hasOneTimePassword) ?? [];
  return (
    <section className="panel">
      <h2>人员账号</h2>
      {accounts.isError && <Problem error={accounts.error} retry={() => void accounts.refetch()} />}
      <ul className="todo">
        {locked.map(({ id, person_name, body_name }) => (
          <Todo
            key={id}
            what={`${person_name} 的账号已锁定`}
            when={`${body_name}，密码输错次数太多。确认是本人后再解除。`}
            to="/accounts"
            action="去解除"
          />
        ))}
        {waiting.length > 0 && (
          <Todo
            what={`${waiting.length} 人还没有把一次性密码换成自己的密码`}
            when={waiting.map(({ person_name }) => person_name).join('、')}
            to="/accounts"
            action="去看看"
          />
        )}
        <Todo
          what={`共 ${accounts.data?.length ?? 0} 个账号`}
          when="新来的人要先有账号才能办事。"
          to="/accounts"
          action="管理账号"
        />
      </ul>
    </section>
  );
}

/** For the audit administrator: refused and locked sign-ins. */
export function AuditToday() {
  const refused = useQuery({
    queryKey: ['audit', 'refused'],
    queryFn: () => read(api.audit.$get({ query: { verb: 'account.signInRefused', limit: '200' } })),
  });
  const since = refused.dataUpdatedAt - 86_400_000;
  const recent = refused.data?.filter(({ at }) => Date.parse(at) > since).length ?? 0;
  return (
    <section className="panel">
      <h2>审计</h2>
      {refused.isError && <Problem error={refused.error} retry={() => void refused.refetch()} />}
      <ul className="todo">
        <Todo
          what={
            recent === 0
              ? '最近 24 小时没有登录被拒'
              : `最近 24 小时登录被拒 ${recent === 200 ? '200 次以上' : `${recent} 次`}`
          }
          when="密码输错、登录名不存在都算。次数突然变多，要查来自哪里。"
          to="/audit"
          action="看记录"
        />
      </ul>
    </section>
  );
}

/** For the system administrator: the tree of bodies. */
export function SystemToday() {
  const bodies = useQuery({ queryKey: ['bodies'], queryFn: () => read(api.bodies.$get()) });
  const count = bodies.data?.length ?? 0;
  return (
    <section className="panel">
      <h2>机构</h2>
      <ul className="todo">
        <Todo
          what={count <= 1 ? '还没有导入机构表' : `共 ${count} 个机构`}
          when={count <= 1 ? '先导入县、部门、乡镇、村，别人才能办事。' : '机构改名、新增，重新导入机构表即可。'}
          to={count <= 1 ? '/people/import' : '/people'}
          action={count <= 1 ? '去导入' : '看机构'}
          isFirst={count <= 1}
        />
      </ul>
    </section>
  );
}
