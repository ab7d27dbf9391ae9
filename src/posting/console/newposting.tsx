import './posting.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { v7 as uuidv7 } from 'uuid';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { remarkNames } from '../rules/photo.ts';
import { PhotoField } from './photofield.tsx';
import { legalToday, useBoards } from './reading.ts';

interface Fields {
  disclosureId: string;
  boardId: string;
  postedOn: string;
  untilOn?: string;
  photo: File;
}

/** 登记张贴, on the phone before the board: which sheet, which board, a photo. The id is made here: sent twice counts once. */
export function NewPostingScreen() {
  const [params] = useSearchParams();
  const [form] = Form.useForm<Fields>();
  const [id, setId] = useState(() => uuidv7());
  const [typed, setTyped] = useState('');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const boards = useBoards();
  const sheets = useQuery({
    queryKey: ['postings', 'postable', typed],
    queryFn: () => read(api.postings.postable.$get({ query: { words: typed } })),
  });
  const posting = useMutation({
    mutationFn: (fields: Fields) =>
      read(api.postings.$post({ form: { ...fields, untilOn: fields.untilOn ?? '', id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['postings'] }),
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  const done = posting.data;
  const again = () => {
    setId(uuidv7());
    posting.reset();
    form.resetFields();
  };
  if (done)
    return (
      <Page title="登记好了">
        <section className="panel posting-form">
          <Alert
            type={done.remarks.length > 0 ? 'warning' : 'success'}
            showIcon
            title={done.untilOn ? `已登记，贴到 ${done.untilOn}` : '已登记'}
            description={
              <>
                <p>{done.untilReason}。</p>
                {done.remarks.map((remark) => (
                  <p key={remark}>{remarkNames[remark]}。</p>
                ))}
              </>
            }
          />
          <div className="posting-next">
            <Button size="large" onClick={again}>
              再登记一张
            </Button>
            <LinkButton size="large" type="primary" to={`/postings/${done.id}`}>
              看这条记录
            </LinkButton>
          </div>
        </section>
      </Page>
    );
  const [only] = boards.data ?? [];
  return (
    <Page title="登记张贴" lead="站在公开栏前拍一张，要看得清贴的是什么。">
      {boards.isError && <Problem error={boards.error} retry={() => void boards.refetch()} />}
      {boards.isPending && <Waiting />}
      {boards.data?.length === 0 && (
        <Alert
          type="info"
          showIcon
          title="还没有登记公开栏，先登记一个再来。"
          action={<LinkButton to="/postings/boards">去登记</LinkButton>}
        />
      )}
      {only && (
        <section className="panel posting-form">
          <Form
            form={form}
            name="posting"
            layout="vertical"
            requiredMark={false}
            initialValues={{
              disclosureId: params.get('disclosure') ?? undefined,
              boardId: boards.data?.length === 1 ? only.id : undefined,
              postedOn: legalToday(),
            }}
            onFinish={(fields) => posting.mutate(fields)}
          >
            <Form.Item
              name="disclosureId"
              label="贴的是哪一份"
              rules={[{ required: true, message: '请选择贴的是哪一份' }]}
            >
              <Select
                size="large"
                showSearch={{ filterOption: false, onSearch: setTyped }}
                loading={sheets.isFetching}
                placeholder="输入标题里的几个字查找"
                options={sheets.data?.map(({ id: value, title, bodyName }) => ({
                  value,
                  label: `${title}（${bodyName}）`,
                }))}
              />
            </Form.Item>
            <Form.Item name="boardId" label="贴在哪里" rules={[{ required: true, message: '请选择贴在哪个公开栏' }]}>
              <Select
                size="large"
                showSearch={{ optionFilterProp: 'label' }}
                placeholder="选择公开栏"
                options={boards.data?.map(({ id: value, place, bodyName }) => ({
                  value,
                  label: `${place}（${bodyName}）`,
                }))}
              />
            </Form.Item>
            <Form.Item
              name="photo"
              label="照片"
              rules={[{ required: true, message: '请拍一张照片，或从相册里选一张' }]}
            >
              <PhotoField />
            </Form.Item>
            <Form.Item name="postedOn" label="哪天贴的">
              <Input type="date" size="large" max={legalToday()} />
            </Form.Item>
            <Form.Item name="untilOn" label="贴到哪天（可以不填）" extra="目录规定了公示期的，按目录算，不用填。">
              <Input type="date" size="large" />
            </Form.Item>
            <Button type="primary" htmlType="submit" size="large" block loading={posting.isPending}>
              登记
            </Button>
            {posting.isPending && <p className="note">照片正在上传和处理，请不要离开本页。</p>}
          </Form>
        </section>
      )}
    </Page>
  );
}
