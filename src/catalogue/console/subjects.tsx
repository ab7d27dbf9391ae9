import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Select, Table } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { words as faultWords } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { subjectGroups, type SubjectTarget } from '../rules/subject.ts';

const readSubjects = () => read(api.catalogues.subjects.$get());
const readBodies = () => read(api.bodies.$get());
type Body = Awaited<ReturnType<typeof readBodies>>[number];

/** A target as one value of a select, and back. */
const valueOf = (target: SubjectTarget): string =>
  'body' in target ? target.body : `${target.group} ${target.under ?? ''}`;
function targetOf(value: string): SubjectTarget {
  const [group, under] = value.split(' ');
  return group === 'bureaus' || group === 'townships' || group === 'villages'
    ? { group, under: under || null }
    : { body: value };
}

function choicesOf(bodies: readonly Body[]) {
  const groups = Object.entries(subjectGroups).map(([group, label]) => ({
    value: `${group} `,
    label: `${label}（以后新设的也算）`,
  }));
  const townships = bodies.filter(({ kind }) => kind === 'township');
  return [
    { label: '一类机构', options: groups },
    {
      label: '一个乡镇的村',
      options: townships.map(({ id, name }) => ({ value: `villages ${id}`, label: `${name}的各村（社区）` })),
    },
    { label: '某个机构', options: bodies.map(({ id, name }) => ({ value: id, label: name })) },
  ];
}

/** 公开主体指谁: words that name no body, for a person to say whom they mean, once. */
export function Subjects() {
  const subjects = useQuery({ queryKey: ['catalogues', 'subjects'], queryFn: readSubjects });
  const bodies = useQuery({ queryKey: ['bodies'], queryFn: readBodies });
  const choices = choicesOf(bodies.data ?? []);
  const labelOf = new Map(choices.flatMap(({ options }) => options.map(({ value, label }) => [value, label])));
  return (
    <Page
      title="公开主体指谁"
      lead="目录里“起草单位”“主管部门”这样的说法，系统不知道是谁。您指定一次，现有事项马上对上，以后导入也照用。"
      actions={<LinkButton to="/catalogue">返回</LinkButton>}
    >
      {subjects.isError && <Problem error={subjects.error} retry={() => void subjects.refetch()} />}
      <section className="panel">
        <h2>还要指定的{subjects.data && `（${subjects.data.open.length} 种说法）`}</h2>
        {subjects.data?.open.length === 0 && <p className="empty">没有。目录里的公开主体都对上了机构。</p>}
        {subjects.data?.open.map(({ words, items, example }) => (
          <Say key={words} words={words} about={`${items} 个事项，例如 ${example}`} choices={choices} chosen={[]} />
        ))}
      </section>
      <section className="panel">
        <h2>已经指定的</h2>
        <Table
          size="small"
          rowKey="words"
          loading={subjects.isPending}
          dataSource={subjects.data?.confirmed}
          locale={{ emptyText: '还没有。' }}
          pagination={false}
          scroll={{ x: 'max-content' }}
          expandable={{
            columnTitle: '改',
            expandedRowRender: sayAgain(choices),
          }}
          columns={[
            { title: '说法', dataIndex: 'words' },
            {
              title: '指',
              className: 'cell-wrap',
              render: (_, { targets }) =>
                targets.map((target) => labelOf.get(valueOf(target)) ?? '已撤并的机构').join('、') || '不指哪个机构',
            },
            { title: '指定的人', dataIndex: 'confirmedBy' },
          ]}
        />
      </section>
    </Page>
  );
}

const sayAgain =
  (choices: ReturnType<typeof choicesOf>) =>
  ({ words, targets }: { words: string; targets: SubjectTarget[] }) => (
    <Say words={words} about="" choices={choices} chosen={targets.map(valueOf)} />
  );

function Say(props: { words: string; about: string; choices: ReturnType<typeof choicesOf>; chosen: string[] }) {
  const queries = useQueryClient();
  const [values, setValues] = useState(props.chosen);
  const saying = useMutation({
    mutationFn: () =>
      read(api.catalogues.subjects.$put({ json: { words: props.words, targets: values.map(targetOf) } })),
    onSuccess: () =>
      Promise.all(['catalogues', 'obligations'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return (
    <div className="subject-line">
      <p>
        <strong>“{props.words}”</strong> <span className="quiet">{props.about}</span>
      </p>
      <div className="filters">
        <Select
          mode="multiple"
          aria-label={`“${props.words}”指`}
          placeholder="选机构，或选一类机构"
          className="subject-choice"
          showSearch={{ optionFilterProp: 'label' }}
          value={values}
          onChange={setValues}
          options={props.choices}
        />
        <Button
          type={values.length === 0 ? 'default' : 'primary'}
          loading={saying.isPending}
          onClick={() => saying.mutate()}
        >
          {values.length === 0 ? '不指哪个机构' : '确认'}
        </Button>
      </div>
      {saying.isError && <Alert type="error" showIcon title={faultWords(saying.error)} />}
      {saying.data && (
        <Alert
          type="success"
          showIcon
          title={`已用于 ${saying.data.items} 个事项，新列出应公开 ${saying.data.obligations} 件。`}
        />
      )}
    </div>
  );
}
