import type { FieldMessages } from '../platform/errors.ts';
import { roles } from './rules.ts';
import { firstAdministrators, type FirstAdministrator } from './schema.ts';

const duties: Record<FirstAdministrator, string> = {
  system: '管机构、科室和系统设置，不管人，也不看记录。',
  security: '管账号和角色，不改设置，也不看记录。',
  audit: '看所有人做过的事，什么也不能改。',
};

interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'password';
  autoComplete?: string;
  entries: Readonly<Record<string, string>>;
  faults: FieldMessages;
}

function Field({ name, label, hint, type = 'text', autoComplete = 'off', entries, faults }: FieldProps) {
  const id = name.replace('.', '-');
  const fault = faults[name];
  return (
    <p className="entry">
      <label htmlFor={id}>{label}</label>
      {hint && <span className="meta">{hint}</span>}
      {fault && (
        <strong id={`${id}-fault`} className="fault">
          {fault}
        </strong>
      )}
      <input
        id={id}
        name={name}
        type={type}
        required
        autoComplete={autoComplete}
        defaultValue={type === 'password' ? undefined : entries[name]}
        aria-invalid={fault ? true : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
      />
    </p>
  );
}

interface SetupFormProps {
  entries: Readonly<Record<string, string>>;
  faults: FieldMessages;
  asksCounty: boolean;
}

/** The form by which a new site gets its county and its three administrators. */
export function SetupForm({ entries, faults, asksCounty }: SetupFormProps) {
  const shared = { entries, faults };
  return (
    <form method="post" className="stack form" autoComplete="off">
      <div>
        <h1>首次使用：建立三员管理员</h1>
        <p className="lead">
          系统管理员、安全管理员、审计管理员互相制约，必须是三个人。请三位各自填写自己的密码。本页一小时内有效，只能用一次。
        </p>
        {Object.keys(faults).length > 0 && (
          <p className="fault" role="alert">
            还没有保存：有 {Object.keys(faults).length} 处需要修改，请看标出的地方。密码请重新填写。
          </p>
        )}
      </div>
      {asksCounty && (
        <fieldset>
          <legend>本县（市、区）</legend>
          <Field {...shared} name="county.code" label="行政区划代码" hint="6 位数字，例如 210681" />
          <Field {...shared} name="county.name" label="名称" hint="例如 东港市" />
        </fieldset>
      )}
      {(Object.keys(firstAdministrators) as FirstAdministrator[]).map((kind) => (
        <fieldset key={kind}>
          <legend>{roles[firstAdministrators[kind]]}</legend>
          <p className="meta">{duties[kind]}</p>
          <Field {...shared} name={`${kind}.personName`} label="姓名" />
          <Field {...shared} name={`${kind}.login`} label="登录名" hint="小写字母和数字，2–40 位" />
          <Field
            {...shared}
            name={`${kind}.password`}
            label="密码"
            hint="至少 10 个字符，可以用一句容易记住的话"
            type="password"
            autoComplete="new-password"
          />
          <Field {...shared} name={`${kind}.again`} label="再填一次密码" type="password" autoComplete="new-password" />
        </fieldset>
      ))}
      <p>
        <button type="submit">建立账号</button>
      </p>
    </form>
  );
}

/** What to do next on a new site. */
export const SetupDone = () => (
  <div className="stack">
    <h1>三员管理员已经建好</h1>
    <ol className="steps">
      <li>
        系统管理员<a href="/console">登录后台</a>，导入机构表（县、部门、乡镇、村）。
      </li>
      <li>安全管理员登录后台，在“人员账号”里给各单位的人建账号、分角色。</li>
      <li>公开办人员登录后台，导入公开目录，各单位该公开什么、什么时候到期就都列出来了。</li>
    </ol>
    <p>
      <a className="button" href="/console">
        去登录
      </a>
    </p>
  </div>
);
