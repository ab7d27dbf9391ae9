import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import type { ListPageData } from './reading.ts';

const kinds = { added: '新增', dropped: '去掉', changed: '修改' } as const;

/** What a push will change, before it is done. */
export function PushDialog({ page, onClose }: { page: ListPageData; onClose: () => void }) {
  const { body, revision, villages, changes, entries } = page;
  const [effectiveOn, setEffectiveOn] = useState(dayjs().format('YYYY-MM-DD'));
  const [fault, setFault] = useState('');
  const [isSending, setSending] = useState(false);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const push = async () => {
    setSending(true);
    try {
      const route = api.villages.lists[':bodyId'].push;
      const { obligations } = await read(route.$post({ param: { bodyId: body.id }, json: { revision, effectiveOn } }));
      void message.success(`已下发给 ${villages.length} 个村，列出应公开 ${obligations} 项`);
      await queries.invalidateQueries({ queryKey: ['villages'] });
      await queries.invalidateQueries({ queryKey: ['obligations'] });
      onClose();
    } catch (error) {
      setFault(words(error));
    }
    setSending(false);
  };
  return (
    <Modal
      open
      width={640}
      title={`下发给 ${villages.length} 个村`}
      okText="下发"
      cancelText="再看看"
      confirmLoading={isSending}
      onOk={() => void push()}
      onCancel={onClose}
    >
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      <p>共 {entries.length} 项。从施行之日起到期、还没有动手的按新清单办；已经超期的、已经公开的不变。</p>
      <p>
        <label htmlFor="push-day">从哪天起施行　</label>
        <DatePicker
          id="push-day"
          allowClear={false}
          value={dayjs(effectiveOn)}
          onChange={(day) => day && setEffectiveOn(day.format('YYYY-MM-DD'))}
        />
      </p>
      <p>
        <b>和上次下发的比，{changes.length === 0 ? '没有变化' : `有 ${changes.length} 处不同`}</b>
      </p>
      <ul className="village-changes">
        {changes.map(({ kind, name, cells }) => (
          <li key={`${kind} ${name}`}>
            <b>{kinds[kind]}</b> {name}
            {cells.map(([what, before, after]) => (
              <div key={what}>
                {what}：<del>{before}</del> → <ins>{after}</ins>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Modal>
  );
}
