import { useState } from 'react';
import { api, ApiFailure, read } from '../../console/client.ts';
import { spokenDay, readDay } from '../rules/day.ts';
import { yuan } from '../rules/money.ts';
import { Fault } from './event.tsx';
import { Sums } from './frame.tsx';
import { Photos } from './photos.tsx';
import { wordsOf, type Sheet } from './reads.ts';

const one = api.villages.sheets[':id'];

/** A sheet as it will be, or is, public; with what this person may do with it now. */
export function Paper({ sheet, onChanged }: { sheet: Sheet; onChanged: () => Promise<void> }) {
  const isPublic = sheet.standing === 'published' && sheet.state === 'published';
  return (
    <>
      <p className={isPublic ? 'done' : 'notice'}>
        {isPublic ? `● 已公开，索引号 ${sheet.indexNumber}` : sheet.stateWords}
        {sheet.publishedOn &&
          sheet.meeting &&
          `　${spokenDay(sheet.meeting.on)}两委联席会议定：${sheet.meeting.people}`}
      </p>
      <h2>{sheet.title}</h2>
      {sheet.form === 'money' && <MoneyPaper sheet={sheet} />}
      {sheet.form === 'people' && sheet.read.people.length > 0 && <PeoplePaper sheet={sheet} />}
      {sheet.read.text.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
      <Photos sheet={sheet} onChanged={onChanged} />
      <p className="quiet">
        填表：{sheet.filledInBy.join('、')}
        {sheet.isOnBehalf && '（乡镇代填）'}
        {sheet.reviewedBy && `　审查：${sheet.reviewedBy}`}
      </p>
      {sheet.findings.length > 0 && sheet.state !== 'published' && (
        <p className="notice">里面有 {sheet.findings.length} 处个人信息，审查通过后还要送乡镇保密审查。</p>
      )}
      {isPublic && (
        <a className="big plain" href={`/d/${sheet.number}`}>
          看公开的网页
        </a>
      )}
      <Steps sheet={sheet} onChanged={onChanged} />
    </>
  );
}

function MoneyPaper({ sheet: { read: sums } }: { sheet: Sheet }) {
  return (
    <section className="scroll" aria-label="收支表">
      <table>
        <thead>
          <tr>
            <th scope="col">日期</th>
            <th scope="col">摘要</th>
            <th scope="col">收入</th>
            <th scope="col">支出</th>
            <th scope="col">经手人</th>
            <th scope="col">备注</th>
          </tr>
        </thead>
        <tbody>
          {sums.money.map((line, at) => (
            <tr key={at}>
              <td>{line.day && spokenDay(line.day)}</td>
              <td>{line.summary}</td>
              <td className="sum">{line.incomeFen ? yuan(line.incomeFen) : ''}</td>
              <td className="sum">{line.spendingFen ? yuan(line.spendingFen) : ''}</td>
              <td>{line.handler}</td>
              <td>{line.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sums
        of={[
          ['上期结余', yuan(sums.openingFen)],
          ['收入', yuan(sums.incomeFen)],
          ['支出', yuan(sums.spendingFen)],
          ['本期结余', yuan(sums.balanceFen)],
        ]}
      />
    </section>
  );
}

function PeoplePaper({ sheet: { read: sums } }: { sheet: Sheet }) {
  return (
    <section className="scroll" aria-label="名单">
      <table>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">组别</th>
            <th scope="col">金额</th>
            <th scope="col">备注</th>
          </tr>
        </thead>
        <tbody>
          {sums.people.map((line, at) => (
            <tr key={at}>
              <td>{line.name}</td>
              <td>{line.place}</td>
              <td className="sum">{line.amountFen === null ? '' : yuan(line.amountFen)}</td>
              <td>{line.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sums
        of={[
          ['户（人）', String(sums.people.length)],
          ['合计（元）', yuan(sums.peopleFen)],
        ]}
      />
    </section>
  );
}

/** The steps that are this person's, one large button each; those that ask something ask it in place. */
function Steps({ sheet, onChanged }: { sheet: Sheet; onChanged: () => Promise<void> }) {
  const [fault, setFault] = useState('');
  const [fields, setFields] = useState<Record<string, string>>({});
  const [isBusy, setBusy] = useState(false);
  const [remark, setRemark] = useState('');
  const [meeting, setMeeting] = useState({ on: '', people: '' });
  const [reason, setReason] = useState('');
  const { id, revision, today } = sheet;
  const param = { id };
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setFault('');
    setFields({});
    try {
      await work();
      await onChanged();
      window.scrollTo(0, 0);
    } catch (error) {
      if (error instanceof ApiFailure) setFields({ ...error.fields });
      setFault(wordsOf(error));
    }
    setBusy(false);
  };
  const may = (verb: string) => sheet.steps.find((step) => step.verb === verb);
  const decide = () => {
    const day = readDay(meeting.on || today, today.slice(0, 7), today);
    if ('fault' in day) return setFields({ meetingOn: day.fault });
    const json = sheet.needsMeeting ? { meetingOn: day.day, meetingPeople: meeting.people } : {};
    void run(() => read(one.decision.$post({ param, json: { revision, ...json } })));
  };
  const barred = may('review')?.fault;
  return (
    <>
      {barred && <p className="notice">{barred}</p>}
      {may('review') && !barred && (
        <>
          <button
            type="button"
            className="big"
            disabled={isBusy}
            onClick={() => void run(() => read(one.review.$post({ param, json: { revision } })))}
          >
            {sheet.needsMeeting || sheet.route !== 'village' ? '审查通过' : '审查通过，马上公开'}
          </button>
          <details>
            <summary>要改，退回</summary>
            <label>
              要改什么
              <textarea rows={3} value={remark} onChange={(event) => setRemark(event.target.value)} />
              <Fault words={fields['remark']} />
            </label>
            <button
              type="button"
              className="big plain"
              disabled={isBusy}
              onClick={() => void run(() => read(one['send-back'].$post({ param, json: { revision, remark } })))}
            >
              退回修改
            </button>
          </details>
        </>
      )}
      {may('sign') && (
        <>
          {sheet.needsMeeting && (
            <>
              <label>
                两委联席会议哪天开的（不写就是今天）
                <input
                  value={meeting.on}
                  inputMode="decimal"
                  placeholder="10.5"
                  onChange={(event) => setMeeting({ ...meeting, on: event.target.value })}
                />
                <Fault words={fields['meetingOn']} />
              </label>
              <label>
                参加的人
                <input
                  value={meeting.people}
                  placeholder="用顿号隔开"
                  onChange={(event) => setMeeting({ ...meeting, people: event.target.value })}
                />
                <Fault words={fields['meetingPeople']} />
              </label>
            </>
          )}
          <button type="button" className="big" disabled={isBusy} onClick={decide}>
            {sheet.needsMeeting ? '会议已定，马上公开' : '马上公开'}
          </button>
        </>
      )}
      {may('pullBack') && !may('pullBack')?.fault && (
        <button
          type="button"
          className="big plain"
          disabled={isBusy}
          onClick={() => void run(() => read(one['pull-back'].$post({ param, json: { revision } })))}
        >
          撤回来改
        </button>
      )}
      {sheet.mayCorrect && (
        <details>
          <summary>写错了，要更正</summary>
          <label>
            更正的原因（会一起公开）
            <input value={reason} onChange={(event) => setReason(event.target.value)} />
            <Fault words={fields['reason']} />
          </label>
          <button
            type="button"
            className="big plain"
            disabled={isBusy}
            onClick={() => void run(() => read(one.correction.$post({ param, json: { reason } })))}
          >
            开始更正
          </button>
        </details>
      )}
      <p role="alert" className="fault">
        {fault}
      </p>
    </>
  );
}
