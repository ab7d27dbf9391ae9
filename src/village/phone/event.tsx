import { useState } from 'react';
import { ApiFailure, api, read } from '../../console/client.ts';
import { readDay } from '../rules/day.ts';
import { Frame, Trouble } from './frame.tsx';
import { readDue, useLoad, wordsOf } from './reads.ts';

/** Something happened that must be published now: what, and when; then its sheet opens. */
export function EventScreen({ villageId }: { villageId: string }) {
  const due = useLoad(() => readDue(villageId), villageId);
  const [itemId, setItem] = useState('');
  const [event, setEvent] = useState('');
  const [day, setDay] = useState('');
  const [faults, setFaults] = useState<Record<string, string>>({});
  if (due.error !== undefined) return <Trouble error={due.error} retry={due.reload} back="#/" />;
  if (!due.data) return <p className="wait">正在打开……</p>;
  const { events, today } = due.data;
  const send = async () => {
    const read0 = readDay(day || today, today.slice(0, 7), today);
    if ('fault' in read0) return setFaults({ eventOn: read0.fault });
    if (!itemId) return setFaults({ itemId: '请选是哪一类事' });
    try {
      const json = { bodyId: villageId, itemId, event, eventOn: read0.day };
      const { id } = await read(api.villages.sheets.events.$post({ json }));
      location.hash = `#/sheet/${id}`;
    } catch (error) {
      const isField = error instanceof ApiFailure && Object.keys(error.fields).length > 0;
      setFaults(isField ? { ...error.fields } : { whole: wordsOf(error) });
    }
  };
  return (
    <Frame title="有新的事要公开" back={`#/village/${villageId}`}>
      <label>
        是哪一类事
        <select value={itemId} onChange={(change) => setItem(change.target.value)}>
          <option value="">请选择</option>
          {events.map(({ id, name, group }) => (
            <option key={id} value={id}>
              {name}（{group}）
            </option>
          ))}
        </select>
        <Fault words={faults['itemId']} />
      </label>
      <label>
        什么事
        <input
          value={event}
          maxLength={100}
          placeholder="例如 村民代表会议通过修路决议"
          onChange={(change) => setEvent(change.target.value)}
        />
        <Fault words={faults['event']} />
      </label>
      <label>
        哪一天（不写就是今天）
        <input
          value={day}
          inputMode="decimal"
          placeholder="例如 10.5"
          onChange={(change) => setDay(change.target.value)}
        />
        <Fault words={faults['eventOn']} />
      </label>
      <Fault words={faults['whole']} />
      <button type="button" className="big" onClick={() => void send()}>
        下一步：填内容
      </button>
    </Frame>
  );
}

/** What is wrong with a field, under it. */
export const Fault = ({ words }: { words: string | undefined }) => (
  <span role="alert" className="fault">
    {words}
  </span>
);
