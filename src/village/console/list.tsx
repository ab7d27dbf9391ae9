import './village.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { v7 as uuidv7 } from 'uuid';
import { ApiFailure, api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { dateWords } from '../../site/date.ts';
import { listName } from '../rules/list.ts';
import { EntryRow } from './entry.tsx';
import { PushDialog } from './push.tsx';
import { readList, readLists, type Entry, type ListPageData } from './reading.ts';

/** The township's list: edited here, then pushed to all its villages at once. */
export function ListPage() {
  const [search, setSearch] = useSearchParams();
  const lists = useQuery({ queryKey: ['villages', 'lists'], queryFn: readLists });
  const body = search.get('body') ?? lists.data?.find(({ pushedAt }) => pushedAt)?.id ?? lists.data?.[0]?.id ?? '';
  const list = useQuery({ queryKey: ['villages', 'list', body], queryFn: () => readList(body), enabled: body !== '' });
  if (lists.data?.length === 0)
    return (
      <Page title="村务公开事项清单" lead="清单由乡镇（街道）制定，下发给各村。">
        <p className="empty">您管的机构里没有乡镇。</p>
      </Page>
    );
  const failed = [lists, list].find(({ isError }) => isError);
  if (failed) return <Problem error={failed.error} retry={() => void failed.refetch()} />;
  if (!list.data || !lists.data) return <Waiting />;
  return (
    <Editor key={`${body} ${list.data.revision}`} page={list.data}>
      <label htmlFor="list-township">乡镇</label>
      <Select
        id="list-township"
        value={body}
        className="village-township"
        onChange={(next) => setSearch({ body: next })}
        options={lists.data.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Editor>
  );
}

function Editor({ page, children }: { page: ListPageData; children: ReactNode }) {
  const [entries, setEntries] = useState<readonly Entry[]>(page.entries);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState('');
  const [isPushing, setPushing] = useState(false);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { body, villages, revision, pushedRevision, pushedAt, effectiveOn } = page;
  const isDirty = entries !== page.entries;
  const save = async () => {
    setFault('');
    setFaults({});
    try {
      await read(
        api.villages.lists[':bodyId'].$put({ param: { bodyId: body.id }, json: { revision, entries: [...entries] } }),
      );
      void message.success('已保存，下发后各村才按它办');
      await queries.invalidateQueries({ queryKey: ['villages'] });
    } catch (error) {
      if (error instanceof ApiFailure) setFaults(error.fields);
      setFault(words(error));
    }
  };
  const set = (at: number, change: Partial<Entry>) =>
    setEntries(entries.map((entry, index) => (index === at ? { ...entry, ...change } : entry)));
  const add = () =>
    setEntries([
      ...entries,
      {
        ...{ key: uuidv7(), grouping: 'affairs', name: '', content: '', timeLimit: '每季度结束后10日内', form: 'text' },
        ...{ legalBasis: '《中华人民共和国村民委员会组织法》第三十条第五项', needsMeeting: false, villageIds: [] },
      },
    ]);
  return (
    <Page
      title={listName(body.name)}
      lead={
        pushedAt
          ? `${villages.length} 个村；上次下发的从 ${dateWords(effectiveOn ?? '')}起施行。`
          : `${villages.length} 个村；还没有下发过。下面是按法律法规整理的参考清单，改好后保存、下发。`
      }
      actions={
        <>
          <Button onClick={() => void save()} type={isDirty || revision === 0 ? 'primary' : 'default'}>
            保存
          </Button>
          <Button
            type={!isDirty && revision > 0 && revision !== pushedRevision ? 'primary' : 'default'}
            disabled={isDirty || revision === 0 || revision === pushedRevision}
            onClick={() => setPushing(true)}
          >
            下发给 {villages.length} 个村
          </Button>
        </>
      }
    >
      <div className="village-choices">{children}</div>
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      {isDirty && <Alert type="info" showIcon title="有改动没有保存。" className="notice" />}
      <ol className="village-entries">
        {entries.map((entry, at) => (
          <EntryRow
            key={entry.key}
            entry={entry}
            at={at}
            villages={villages}
            faults={faults}
            onChange={(change) => set(at, change)}
            onRemove={() => setEntries(entries.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      <Button onClick={add}>加一项</Button>
      {isPushing && <PushDialog page={page} onClose={() => setPushing(false)} />}
    </Page>
  );
}
