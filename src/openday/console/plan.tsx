import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { materialKinds, type MaterialKind } from '../rules/day.ts';
import type { NewMaterial, NewStall } from '../schema.ts';
import type { DayPage } from './reading.ts';
import { WideTable } from './widetable.tsx';

/** The stalls (展位) and the material of a day, each with its form for the planner. */
export function Plan({ day }: { day: DayPage }) {
  return (
    <>
      <Stalls day={day} />
      <Materials day={day} />
    </>
  );
}

function Stalls({ day }: { day: DayPage }) {
  const { run } = useDoing(day.id);
  const [form] = Form.useForm<NewStall>();
  const add = (stall: NewStall) =>
    run(
      async () => {
        await read(api.opendays[':id'].stalls.$post({ param: { id: day.id }, json: stall }));
        form.resetFields(['name', 'place', 'services']);
      },
      (error) => markFaults(form, error),
    );
  const remove = (stallId: string) =>
    run(() => read(api.opendays[':id'].stalls[':stallId'].$delete({ param: { id: day.id, stallId } })));
  return (
    <section className="panel">
      <h2>展位</h2>
      <WideTable
        name="展位列表"
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={day.stalls}
        locale={{ emptyText: '还没有展位。' }}
        columns={[
          { title: '展位', dataIndex: 'name' },
          { title: '机构', dataIndex: 'bodyName' },
          { title: '位置', dataIndex: 'place' },
          { title: '服务内容', dataIndex: 'services' },
          ...(day.mayPlan && day.state === 'planned'
            ? [
                {
                  title: '操作',
                  render: (_: unknown, { id, name }: { id: string; name: string }) => (
                    <Popconfirm title={`删除展位“${name}”？`} okText="删除" onConfirm={() => remove(id)}>
                      <Button size="small" aria-label={`删除展位 ${name}`}>
                        删除
                      </Button>
                    </Popconfirm>
                  ),
                },
              ]
            : []),
        ]}
      />
      {day.mayPlan && (
        <Form
          form={form}
          name="stall"
          layout="vertical"
          requiredMark={false}
          className="line-form"
          initialValues={{ bodyId: day.bodyId }}
          onFinish={add}
        >
          <Form.Item name="name" label="展位名称" rules={[{ required: true, message: '请填写展位名称' }]}>
            <Input placeholder="例如 司法所" maxLength={60} />
          </Form.Item>
          <Form.Item name="bodyId" label="所属机构">
            <BodySelect />
          </Form.Item>
          <Form.Item name="place" label="位置" initialValue="">
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="services" label="服务内容" initialValue="">
            <Input maxLength={500} />
          </Form.Item>
          <Button htmlType="submit">添加展位</Button>
        </Form>
      )}
    </section>
  );
}

function Materials({ day }: { day: DayPage }) {
  const { run } = useDoing(day.id);
  const [form] = Form.useForm<NewMaterial>();
  const add = (material: NewMaterial) =>
    run(
      async () => {
        const json = { ...material, stallId: material.stallId ?? null };
        await read(api.opendays[':id'].materials.$post({ param: { id: day.id }, json }));
        form.resetFields(['name', 'prepared']);
      },
      (error) => markFaults(form, error),
    );
  const kinds = Object.entries(materialKinds).map(([value, { name }]) => ({ value, label: name }));
  const mayGive = day.state !== 'planned' && day.stalls.some(({ mayRecord }) => mayRecord);
  return (
    <section className="panel">
      <h2>宣传资料、展板和条幅</h2>
      <WideTable
        name="资料列表"
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={day.materials}
        locale={{ emptyText: '还没有登记资料。' }}
        columns={[
          { title: '类别', render: (_, { kind }) => materialKinds[kind].name },
          { title: '名称', dataIndex: 'name' },
          { title: '展位', render: (_, { stall }) => stall ?? '不分展位' },
          { title: '准备', align: 'right', render: (_, { prepared, unit }) => `${prepared}${unit}` },
          {
            title: '已发',
            align: 'right',
            render: (_, { kind, given, unit }) => (materialKinds[kind].isGiven ? `${given}${unit}` : '不发放'),
          },
          ...(mayGive
            ? [
                {
                  title: '登记发放',
                  render: (_: unknown, material: DayPage['materials'][number]) =>
                    materialKinds[material.kind].isGiven && <Giving day={day} material={material} />,
                },
              ]
            : []),
        ]}
      />
      {day.mayPlan && (
        <Form
          form={form}
          name="material"
          layout="vertical"
          requiredMark={false}
          className="line-form"
          initialValues={{ kind: 'leaflet', unit: materialKinds.leaflet.unit }}
          onFinish={add}
          onValuesChange={({ kind }: { kind?: MaterialKind }) =>
            kind && form.setFieldValue('unit', materialKinds[kind].unit)
          }
        >
          <Form.Item name="kind" label="资料类别">
            <Select options={kinds} />
          </Form.Item>
          <Form.Item name="name" label="资料名称" rules={[{ required: true, message: '请填写资料名称' }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="stallId" label="展位">
            <Select
              allowClear
              placeholder="不分展位"
              options={day.stalls.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
          <Form.Item name="prepared" label="准备数量" rules={[{ required: true, message: '请填写数量' }]}>
            <InputNumber min={0} precision={0} />
          </Form.Item>
          <Form.Item name="unit" label="单位">
            <Input maxLength={6} />
          </Form.Item>
          <Button htmlType="submit">登记资料</Button>
        </Form>
      )}
    </section>
  );
}

function Giving({ day, material }: { day: DayPage; material: DayPage['materials'][number] }) {
  const { run, isBusy } = useDoing(day.id);
  const give = (count: number) => {
    const id = uuidv7();
    return run(() =>
      read(
        api.opendays[':id'].materials[':materialId'].givings.$post({
          param: { id: day.id, materialId: material.id },
          json: { id, count },
        }),
      ),
    );
  };
  return (
    <span className="giving">
      {[1, 5, 10, -1].map((count) => (
        <Button
          key={count}
          size="small"
          disabled={isBusy}
          aria-label={`${material.name} ${count > 0 ? '加' : '减'} ${Math.abs(count)}`}
          onClick={() => give(count)}
        >
          {count > 0 ? `+${count}` : `−${-count}`}
        </Button>
      ))}
    </span>
  );
}

/** Runs a change of a day, reads the day again, and says what went wrong unless `handled` has shown it. */
function useDoing(dayId: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const run = async (work: () => Promise<unknown>, handled?: (error: unknown) => boolean) => {
    setBusy(true);
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['opendays', dayId] });
    } catch (error) {
      if (!handled?.(error)) void message.error(words(error));
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy };
}
