import { useQuery } from '@tanstack/react-query';
import { Descriptions } from 'antd';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { Page, Problem } from '../../console/page.tsx';
import { OwnPasswordForm } from '../../console/password.tsx';
import { useSession } from '../../console/session.tsx';
import { OwnMail } from '../../notice/console/ownmail.tsx';

/** 设置: one's own account, password, and where one is signed in. */
export function Own() {
  const session = useSession();
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: () => read(api.accounts.session.all.$get()),
  });
  return (
    <Page title="设置">
      <section className="panel">
        <h2>我的账号</h2>
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'name', label: '姓名', children: session.person_name },
            { key: 'login', label: '登录名', children: session.login },
            { key: 'body', label: '机构', children: session.body_name },
            { key: 'post', label: '职务', children: session.post || '未填写' },
            { key: 'roles', label: '角色', children: session.roles.join('、') },
          ]}
        />
        <p className="note">姓名、职务、角色有误，请找本县安全管理员修改。</p>
      </section>
      <section className="panel">
        <h2>邮件提醒</h2>
        <OwnMail />
      </section>
      <section className="panel">
        <h2>修改密码</h2>
        <OwnPasswordForm />
      </section>
      <section className="panel">
        <h2>我在哪里登录着</h2>
        {sessions.isError && <Problem error={sessions.error} retry={() => void sessions.refetch()} />}
        <ul className="plain-lines">
          {sessions.data?.map(({ created_at, seen_at, address, agent }) => (
            <li key={created_at}>
              {deviceText(agent)}（{address}），{instantText(created_at)} 登录，最近使用 {instantText(seen_at)}
            </li>
          ))}
        </ul>
        <p className="note">有不认识的登录，请马上修改密码：所有地方都会退出。</p>
      </section>
    </Page>
  );
}

const devices: [RegExp, string][] = [
  [/Android/, '安卓手机'],
  [/iPhone|iPad/, '苹果手机或平板'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux/, 'Linux 电脑'],
];

const deviceText = (agent: string) => devices.find(([sign]) => sign.test(agent))?.[1] ?? '其他设备';
