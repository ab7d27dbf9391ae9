import { useEffect, useState, useSyncExternalStore } from 'react';
import { ApiFailure, api, read } from '../../console/client.ts';
import { yuan } from '../rules/money.ts';
import { maskSheet, personalIn } from '../rules/personal.ts';
import { readDraft, type SheetDraft } from '../rules/sheet.ts';
import { Also } from './also.tsx';
import { Fault } from './event.tsx';
import { forgetCopy, keptCopy, SheetKeeper, type SaveState } from './keeper.ts';
import { leftWords } from './due.tsx';
import { Sums } from './frame.tsx';
import { MoneyRows } from './money.tsx';
import { PeopleRows } from './people.tsx';
import { Photos } from './photos.tsx';
import { readSheet, wordsOf, type Sheet } from './reads.ts';

const one = api.villages.sheets[':id'];

/** The keeper of a sheet for as long as its screen stands; it begins with what the telephone kept, if that is newer. */
function useKeeper(sheet: Sheet) {
  const [{ keeper, isRestored }] = useState(() => {
    const { id, revision, draft } = sheet;
    const kept = keptCopy(localStorage, id);
    const differs = kept !== undefined && JSON.stringify(kept.draft) !== JSON.stringify(draft);
    const made = new SheetKeeper(id, { revision: kept?.revision ?? revision, draft }, localStorage, (json) =>
      read(one.draft.$put({ param: { id }, json })),
    );
    if (kept && differs) made.edit(kept.draft);
    else forgetCopy(localStorage, id);
    return { keeper: made, isRestored: differs };
  });
  useSyncExternalStore(keeper.subscribe, () => keeper.turn);
  useEffect(
    () => () => {
      void keeper.save();
      keeper.stop();
    },
    [keeper],
  );
  return { keeper, isRestored };
}

/** A sheet while it is filled in: totals computed as one types, kept on the telephone, saved by itself. */
export function Editor({ sheet, onChanged }: { sheet: Sheet; onChanged: () => Promise<void> }) {
  const { keeper, isRestored } = useKeeper(sheet);
  const [told, setTold] = useState<Record<string, string>>({});
  const [fault, setFault] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { draft, state } = keeper;
  const { form, today, carriedFen, id, periodKey: period } = sheet;
  const summed = readDraft(draft, { form, period, today, carriedFen });
  const findings = personalIn(draft);
  const edit: typeof keeper.edit = (change) => {
    setTold({});
    keeper.edit(change);
  };
  const submit = async (keepsPersonalData: boolean) => {
    if (Object.keys(summed.faults).length > 0) {
      setTold(summed.faults);
      setFault('有的地方要改，已用红字标出。');
      return;
    }
    setBusy(true);
    setFault('');
    try {
      if (!(await keeper.save())) throw new ApiFailure(0, '');
      await read(one.submit.$post({ param: { id }, json: { revision: keeper.revision, keepsPersonalData } }));
      await onChanged();
    } catch (error) {
      if (error instanceof ApiFailure) setTold({ ...error.fields });
      setFault(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <>
      <p>
        {sheet.body.name}　{sheet.item.event || sheet.period}
      </p>
      <p className={sheet.daysLeft !== null && sheet.daysLeft < 0 ? 'late' : 'quiet'}>
        {leftWords({ daysLeft: sheet.daysLeft, dueOn: sheet.item.dueOn })}
      </p>
      {sheet.returnedRemark && <p className="notice">监委会退回，要改：{sheet.returnedRemark}</p>}
      {sheet.correctionReason && (
        <p className="notice">这是更正，原来的表在公开前不变。原因：{sheet.correctionReason}</p>
      )}
      {isRestored && <p className="notice">上次没保存上的内容，已从本机找回。</p>}
      {sheet.beginning && isEmpty(draft) && (
        <button type="button" className="big plain" onClick={() => sheet.beginning && edit(sheet.beginning)}>
          照上期的表开始填
        </button>
      )}
      <Conflict state={state} keeper={keeper} id={id} onTaken={onChanged} />
      {form === 'money' && (
        <MoneyRows rows={draft.money} faults={told} onChange={(money) => edit({ money })}>
          {sheet.carried ? (
            <p className="line">
              上期结余（{sheet.carried.period}表带过来）<b>{yuan(sheet.carried.fen)} 元</b>
            </p>
          ) : (
            <label>
              上期结余（元，没有就不写）
              <input
                inputMode="decimal"
                value={draft.opening}
                onChange={(event) => edit({ opening: event.target.value })}
              />
              <Fault words={told['opening']} />
            </label>
          )}
        </MoneyRows>
      )}
      {form === 'people' && <PeopleRows rows={draft.people} faults={told} onChange={(people) => edit({ people })} />}
      <Fault words={told['money'] ?? told['people']} />
      <label>
        {form === 'text' ? '内容' : '说明（可不写）'}
        <textarea
          rows={form === 'text' ? 8 : 3}
          maxLength={20_000}
          value={draft.text}
          onChange={(event) => edit({ text: event.target.value })}
        />
        <Fault words={told['text']} />
      </label>
      {form === 'text' && sheet.item.content && <p className="quiet">要写清：{sheet.item.content}</p>}
      <Also sheet={sheet} onChanged={onChanged} />
      <Photos sheet={sheet} onChanged={onChanged} mayChange />
      {findings.length > 0 && (
        <section className="notice" aria-live="polite">
          <p>
            <b>有 {findings.length} 处个人信息，公开前要遮盖：</b>
          </p>
          <ul>
            {findings.slice(0, 10).map(({ field, where, what, masked }) => (
              <li key={`${field} ${masked}`}>
                {where}：{what} {masked}
              </li>
            ))}
          </ul>
          <button type="button" className="big" onClick={() => edit(maskSheet(draft))}>
            一键遮盖
          </button>
          <button type="button" className="big plain" disabled={isBusy} onClick={() => void submit(true)}>
            不遮盖，送乡镇保密审查
          </button>
        </section>
      )}
      <footer>
        {form === 'money' && (
          <Sums
            of={[
              ['收入', yuan(summed.incomeFen)],
              ['支出', yuan(summed.spendingFen)],
              ['结余', yuan(summed.balanceFen)],
            ]}
          />
        )}
        {form === 'people' && (
          <Sums
            of={[
              ['户（人）', String(summed.people.length)],
              ['合计（元）', yuan(summed.peopleFen)],
            ]}
          />
        )}
        <p className="quiet" aria-live="polite">
          {stateWords(state)}
        </p>
        <p role="alert" className="fault">
          {fault}
        </p>
        <button
          type="button"
          className="big"
          disabled={isBusy || findings.length > 0}
          onClick={() => void submit(false)}
        >
          送监委会审查
        </button>
      </footer>
    </>
  );
}

const isEmpty = ({ money, people, text }: SheetDraft) => money.length + people.length === 0 && text === '';

function stateWords(state: SaveState): string {
  switch (state.name) {
    case 'saved':
      return '已保存';
    case 'unsaved':
    case 'saving':
      return '正在保存，本机已留底';
    case 'kept':
      return '没有网络，已保存在本机；有网后自动上传，关掉也不会丢';
    case 'refused':
      return `没有保存上，本机已留底：${state.why}`;
    case 'conflict':
      return '没有保存上，本机已留底';
    default:
      return state satisfies never;
  }
}

/** Somebody else saved meanwhile: the person chooses, nothing is lost before. */
function Conflict(props: { state: SaveState; keeper: SheetKeeper; id: string; onTaken: () => Promise<void> }) {
  const { state, keeper, id } = props;
  if (state.name !== 'conflict') return null;
  const keepMine = async () => keeper.keepOwn((await readSheet(id)).revision);
  const takeTheirs = () => {
    keeper.stop();
    forgetCopy(localStorage, id);
    location.reload();
  };
  return (
    <section className="notice" role="alert">
      <p>{state.why}</p>
      <button type="button" className="big" onClick={() => void keepMine()}>
        用我现在填的
      </button>
      <button type="button" className="big plain" onClick={takeTheirs}>
        用别处保存的
      </button>
    </section>
  );
}
