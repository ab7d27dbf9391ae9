import { useMutation } from '@tanstack/react-query';
import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { Problem } from '../../console/page.tsx';
import { legalToday } from './reading.ts';

/** Makes the notice-board sheet (张贴件) of a document: paper and the day it will go up, then the page to print. */
export function PrintDialog({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const [size, setSize] = useState<'a3' | 'a4'>('a3');
  const [from, setFrom] = useState(legalToday);
  const making = useMutation({ mutationFn: () => read(api.postings.sheets[':id'].$post({ param: { id } })) });
  const address = `/api/postings/sheets/${id}?${new URLSearchParams({ size, from }).toString()}`;
  return (
    <Modal open title="打印张贴件" footer={null} onCancel={onClose}>
      <p>{title}</p>
      {making.isError && <Problem error={making.error} />}
      <div className="print-choice">
        <span id="paper-size">纸张</span>
        <Radio.Group
          aria-labelledby="paper-size"
          optionType="button"
          value={size}
          onChange={(event) => setSize(event.target.value)}
          options={[
            { value: 'a3', label: 'A3，两米外能看清' },
            { value: 'a4', label: 'A4' },
          ]}
        />
        <label htmlFor="posting-day">准备哪天贴</label>
        <Input id="posting-day" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
      </div>
      {making.data ? (
        <Button type="primary" size="large" block href={address} target="_blank">
          打开来打印（短码 {making.data.code}）
        </Button>
      ) : (
        <Button type="primary" size="large" block loading={making.isPending} onClick={() => making.mutate()}>
          做张贴件
        </Button>
      )}
      <p className="note">每张都印着二维码和短码，扫了就知道是不是最新的。更正以后要重新做、换新的。</p>
    </Modal>
  );
}
