import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { dateWords } from '../../site/date.ts';
import { wordsOf, type Sheet } from './reads.ts';

/** What else this sheet may answer, so that nobody writes the same thing twice; ticked by the person. */
export function Also({ sheet, onChanged }: { sheet: Sheet; onChanged: () => Promise<void> }) {
  const [fault, setFault] = useState('');
  if (sheet.also.length === 0) return null;
  const set = async (id: string, isOn: boolean) => {
    const others = sheet.also.filter((one) => one.isLinked && one.id !== id).map((one) => one.id);
    try {
      const json = { obligationIds: isOn ? [...others, id] : others };
      await read(api.villages.sheets[':id'].obligations.$put({ param: { id: sheet.id }, json }));
      setFault('');
      await onChanged();
    } catch (error) {
      setFault(wordsOf(error));
    }
  };
  return (
    <section>
      <h2>这张表还能同时完成</h2>
      {sheet.also.map(({ id, item, what, dueOn, isLinked }) => (
        <label key={id} className="check">
          <input type="checkbox" checked={isLinked} onChange={(event) => void set(id, event.target.checked)} />
          {item}（{what}
          {dueOn && `，${dateWords(dueOn)}前`}）
        </label>
      ))}
      <p role="alert" className="fault">
        {fault}
      </p>
    </section>
  );
}
