import { Button, Checkbox, Input, Select } from 'antd';
import { cadenceReading, formNames, groupingNames } from '../rules/list.ts';
import type { Entry, ListPageData } from './reading.ts';

const choices = <Key extends string>(names: Record<Key, string>) =>
  (Object.entries(names) as [Key, string][]).map(([value, label]) => ({ value, label }));

interface Props {
  entry: Entry;
  at: number;
  villages: ListPageData['villages'];
  faults: Readonly<Record<string, string>>;
  onChange: (change: Partial<Entry>) => void;
  onRemove: () => void;
}

/** One item of the list; how its cadence is read stands under it at once. */
export function EntryRow({ entry, at, villages, faults, onChange, onRemove }: Props) {
  const reading = cadenceReading(entry.timeLimit);
  const named = (what: string) => `第 ${at + 1} 项${what}`;
  const fault = (field: keyof Entry) => <span className="field-fault">{faults[`entries.${at}.${field}`]}</span>;
  return (
    <li className="panel village-entry">
      <div className="village-entry-line">
        <Select
          aria-label={named('类别')}
          value={entry.grouping}
          onChange={(grouping) => onChange({ grouping })}
          options={choices(groupingNames)}
        />
        <div>
          <Input
            aria-label={named('名称')}
            value={entry.name}
            maxLength={60}
            placeholder="事项名称"
            onChange={(event) => onChange({ name: event.target.value })}
          />
          {fault('name')}
        </div>
        <div>
          <Input
            aria-label={named('多久公开一次')}
            value={entry.timeLimit}
            maxLength={200}
            onChange={(event) => onChange({ timeLimit: event.target.value })}
          />
          <span className={reading.isRead ? 'village-reading' : 'field-fault'}>{reading.words}</span>
        </div>
        <Select
          aria-label={named('填写方式')}
          value={entry.form}
          onChange={(form) => onChange({ form })}
          options={choices(formNames)}
        />
        <Button onClick={onRemove} aria-label={`删去${named('')}`}>
          删去
        </Button>
      </div>
      <details>
        <summary>公开内容、依据、哪些村</summary>
        <div className="village-entry-more">
          <Input.TextArea
            aria-label={named('公开内容')}
            value={entry.content}
            rows={2}
            placeholder="要公开什么"
            onChange={(event) => onChange({ content: event.target.value })}
          />
          {fault('content')}
          <Input
            aria-label={named('依据')}
            value={entry.legalBasis}
            placeholder="依据"
            onChange={(event) => onChange({ legalBasis: event.target.value })}
          />
          {fault('legalBasis')}
          <Select
            mode="multiple"
            aria-label={named('哪些村')}
            value={entry.villageIds}
            placeholder="全部村（只要个别村公开的，在这里选）"
            onChange={(villageIds) => onChange({ villageIds })}
            options={villages.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
          {fault('villageIds')}
          <Checkbox checked={entry.needsMeeting} onChange={(event) => onChange({ needsMeeting: event.target.checked })}>
            公开前要经两委联席会议
          </Checkbox>
        </div>
      </details>
    </li>
  );
}
