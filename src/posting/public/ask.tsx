import type { ReactNode } from 'react';
import type { FieldMessages } from '../../platform/errors.ts';
import { dateWords, dayWords } from '../../site/date.ts';
import { Fact } from '../../site/fact.tsx';
import type { Asked } from '../commands/question.ts';
import type { OwnQuestion } from '../queries/question.ts';
import { answerSource, answerWithinDays, questionStates } from '../rules/question.ts';

export type Entries = Record<string, string>;

interface AskFormProps {
  village: { code: string; name: string };
  token: string;
  /** The document it is about, by number and title. */
  about: { number: string; title: string } | undefined;
  entries: Entries;
  faults: FieldMessages;
  /** What went wrong as a whole. */
  problem?: string;
}

/** A villager's question: one field that must be filled, a name and a telephone that need not. */
export function AskForm({ village, token, about, entries, faults, problem }: AskFormProps) {
  const entry = (name: string) => ({
    id: name,
    name,
    defaultValue: entries[name] ?? '',
    'aria-invalid': faults[name] ? (true as const) : undefined,
    'aria-describedby': faults[name] ? `${name}-fault` : undefined,
  });
  return (
    <div className="document">
      <h1>向{village.name}提问</h1>
      <p className="lead">
        公开的内容看不明白、觉得不对，写在下面。不用登记，不留姓名也收。村里 {answerWithinDays} 天内答复，或者重新公布。
      </p>
      {(problem || Object.keys(faults).length > 0) && (
        <div className="notice" role="alert">
          <p>{problem ?? '还没有提交：有的地方要改一下，您写的都还在。'}</p>
        </div>
      )}
      <form className="form" method="post" action={`/b/${village.code}/ask`}>
        <input type="hidden" name="token" value={token} />
        {about && (
          <>
            <input type="hidden" name="about" value={about.number} />
            <p>
              问的是：<a href={`/d/${about.number}`}>{about.title}</a>
            </p>
          </>
        )}
        <Entry name="question" label="您想问什么" fault={faults['question']}>
          <textarea {...entry('question')} rows={5} maxLength={1000} required />
          <p className="small quiet">请不要写身份证号、银行卡号。</p>
        </Entry>
        <Entry name="askerName" label="怎么称呼您（可以不写）" fault={faults['askerName']}>
          <input {...entry('askerName')} maxLength={20} autoComplete="name" />
        </Entry>
        <Entry name="askerPhone" label="电话（可以不写）" fault={faults['askerPhone']}>
          <input {...entry('askerPhone')} type="tel" maxLength={20} autoComplete="tel" />
          <p className="small quiet">姓名和电话只给村里和乡镇办这件事的人看，不会公开。</p>
        </Entry>
        <div className="trap" aria-hidden="true">
          <label htmlFor="website">这一格请空着</label>
          <input id="website" name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
        </div>
        <p className="entry choice">
          <input
            id="mayPublish"
            name="mayPublish"
            type="checkbox"
            value="yes"
            defaultChecked={entries['mayPublish'] === 'yes'}
          />
          <label htmlFor="mayPublish">问题和答复可以让大家都看到（去掉姓名和电话）</label>
        </p>
        <p className="entry">
          <button type="submit">提交</button>
        </p>
      </form>
      <p className="small quiet">依据：{answerSource}。</p>
    </div>
  );
}

function Entry({
  name,
  label,
  fault,
  children,
}: {
  name: string;
  label: string;
  fault: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="entry">
      <label htmlFor={name}>{label}</label>
      {children}
      {fault && (
        <p id={`${name}-fault`} className="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

/** What the asker must take along: number and query code, until when the answer comes. */
export function AskedView({ village, asked }: { village: { code: string; name: string }; asked: Asked }) {
  return (
    <div className="document">
      <h1>收到了，请记下编号和查询码</h1>
      <dl className="facts receipt">
        <Fact name="编号">
          <strong>{asked.number}</strong>
        </Fact>
        <Fact name="查询码">
          <strong>{asked.code}</strong>
        </Fact>
        <Fact name="答复期限">最晚{dateWords(asked.dueOn)}</Fact>
      </dl>
      <p className="lead">
        可以拍下这一页，或抄在纸上。凭编号和查询码<a href="/question">查答复</a>
        ，也可以打电话、到村委会报编号问。过了期限没有答复，乡镇会看到并催办。
      </p>
      <p>
        <a href={`/b/${village.code}`}>回到{village.name}的页面</a>
      </p>
    </div>
  );
}

/** The form for number and query code. */
export function LookUpForm({ entries, fault }: { entries: Entries; fault?: string }) {
  return (
    <div className="document">
      <h1>查我的问题有没有答复</h1>
      {fault && (
        <div className="notice" role="alert">
          <p>{fault}</p>
        </div>
      )}
      <form className="form" method="post" action="/question">
        <div className="entry">
          <label htmlFor="number">编号</label>
          <input
            id="number"
            name="number"
            defaultValue={entries['number'] ?? ''}
            maxLength={40}
            inputMode="numeric"
            autoComplete="off"
            required
          />
          <p className="small quiet">例如 2026-300012-3，横线可以不输</p>
        </div>
        <div className="entry">
          <label htmlFor="code">查询码（6 位数字）</label>
          <input id="code" name="code" defaultValue="" maxLength={20} inputMode="numeric" autoComplete="off" required />
        </div>
        <p className="entry">
          <button type="submit">查询</button>
        </p>
      </form>
      <p className="small quiet">编号或查询码找不到了，可以到村委会或乡镇，说出大概哪天问的、问的什么，请他们查。</p>
    </div>
  );
}

/** The asker's own question with its answer. */
export function OwnQuestionView({ own, isLate }: { own: OwnQuestion; isLate: boolean }) {
  return (
    <div className="document">
      <h1>{own.answer ? '已经答复' : own.state === 'setAside' ? '没有作为质疑办理' : '还没有答复'}</h1>
      {isLate && <p className="state late">已经超过期限，乡镇能看到，会催村里办</p>}
      <dl className="facts">
        <Fact name="编号">{own.number}</Fact>
        <Fact name="问的是">
          <a href={`/b/${own.bodyCode}`}>{own.bodyName}</a>
        </Fact>
        <Fact name="提问日期">{dayWords(own.askedAt)}</Fact>
        <Fact name="答复期限">最晚{dateWords(own.dueOn)}</Fact>
        <Fact name="现在">{questionStates[own.state]}</Fact>
        <Fact name="您问的">{own.question}</Fact>
        <Fact name="答复">{own.answer}</Fact>
        <Fact name="答复日期">{own.answeredOn && dateWords(own.answeredOn)}</Fact>
        <Fact name="原因">{own.setAsideReason}</Fact>
      </dl>
      <p className="lead">对答复不满意，可以再问一次，也可以向乡镇反映（村民委员会组织法第三十一条）。</p>
    </div>
  );
}
