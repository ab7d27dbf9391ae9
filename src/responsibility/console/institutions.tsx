import { Button, DatePicker, Grid, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { Link } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import {
  figureNames,
  figuresOf,
  institutionFigures,
  institutionNames,
  institutions,
  notRecordedYet,
  type Institution,
  type InstitutionFigure,
} from '../rules/institution.ts';
import { InstitutionTexts } from './institutiontexts.tsx';
import { today, useChosenBody, useInstitutions, type InstitutionsOfBody } from './reading.ts';
import './responsibility.css';

/** 六项制度: what each has left on record in a span of days; every figure opens its records. */
export function Institutions() {
  const { bodyId, params, set } = useChosenBody();
  const to = params.get('to') ?? today();
  const from = params.get('from') ?? `${to.slice(0, 4)}-01-01`;
  const shown = useInstitutions(bodyId, { from, to });
  const file = `/api/institutions/${bodyId}/export`;
  const span = `from=${from}&to=${to}`;
  const { data } = shown;
  return (
    <Page
      title="六项制度"
      lead={
        data &&
        `${data.body.name}${data.body.hasUnder ? '（含下级）' : ''}，${from} 至 ${to}。数字都由日常工作的记录算出，点开就是记录。`
      }
      actions={
        <>
          <Button href={`${file}.xlsx?${span}`}>导出 Excel</Button>
          <Button href={`${file}.docx?${span}`}>导出 Word</Button>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <div className="filters">
        <BodySelect label="机构" value={bodyId} onChange={(chosen) => set('bodyId', chosen)} />
        <DatePicker.RangePicker
          aria-label="起止日期"
          allowClear={false}
          value={[dayjs(from), dayjs(to)]}
          onChange={(days: [Dayjs | null, Dayjs | null] | null) => {
            if (!days?.[0] || !days[1]) return;
            set('from', days[0].format('YYYY-MM-DD'));
            set('to', days[1].format('YYYY-MM-DD'));
          }}
        />
      </div>
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <Waiting />}
      {data && <SixTable data={data} span={span} />}
      {data && data.lines.length > 0 && <ByBody data={data} span={span} />}
    </Page>
  );
}

/** The six, one a row: what its record is, what it says, and the text it rests on. */
function SixTable({ data, span }: { data: InstitutionsOfBody; span: string }) {
  const isWide = Grid.useBreakpoint().md ?? true;
  const named = (name: Institution) => (
    <>
      <strong>{institutions[name].name}</strong>
      <div className="quiet-words">{institutions[name].record}</div>
    </>
  );
  const figures = (name: Institution) => <Figures name={name} data={data} span={span} />;
  const texts = (name: Institution) => <InstitutionTexts name={name} data={data} />;
  return (
    <section className="panel" aria-label="六项制度">
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={institutionNames.map((name) => ({ name }))}
        columns={
          isWide
            ? [
                { title: '制度和它的记录', width: '30%', render: (_, { name }) => named(name) },
                { title: '这段时间的数字', width: '40%', render: (_, { name }) => figures(name) },
                { title: '制度文本', render: (_, { name }) => texts(name) },
              ]
            : [
                {
                  title: '制度、数字和文本',
                  render: (_, { name }) => (
                    <>
                      {named(name)}
                      {figures(name)}
                      {texts(name)}
                    </>
                  ),
                },
              ]
        }
      />
    </section>
  );
}

function Figures({ name, data, span }: { name: Institution; data: InstitutionsOfBody; span: string }) {
  const figures = figuresOf(name);
  const isEmpty = figures.every((figure) => data.total.counts[figure] === 0);
  return (
    <>
      {isEmpty ? (
        <div>还没有记录</div>
      ) : (
        figures.map((figure) => (
          <div key={figure}>
            {institutionFigures[figure].label}{' '}
            <FigureLink bodyId={data.body.id} figure={figure} count={data.total.counts[figure]} span={span} />{' '}
            {institutionFigures[figure].unit}
          </div>
        ))
      )}
      {notRecordedYet[name] && <div className="quiet-words">{notRecordedYet[name]}</div>}
    </>
  );
}

interface FigureLinkProps {
  bodyId: string;
  figure: InstitutionFigure;
  count: number;
  span: string;
}

function FigureLink({ bodyId, figure, count, span }: FigureLinkProps) {
  const { institution, label } = institutionFigures[figure];
  const to =
    institution === 'responsibility'
      ? `/responsibility?bodyId=${bodyId}`
      : `/institutions/${bodyId}/records?figure=${figure}&${span}`;
  return (
    <Link className="figure-link" to={to} aria-label={`${label} ${count}，看记录`}>
      {count}
    </Link>
  );
}

type Line = InstitutionsOfBody['lines'][number];

function ByBody({ data, span }: { data: InstitutionsOfBody; span: string }) {
  return (
    <section className="panel" aria-label="分机构">
      <h2>分机构</h2>
      <Table<Line>
        size="small"
        bordered
        rowKey={({ kind, bodyId }) => kind + bodyId}
        dataSource={data.lines}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: '机构',
            fixed: 'start',
            render: (_, line) =>
              line.kind === 'own' ? (
                line.name
              ) : (
                <Link to={`/institutions?bodyId=${line.bodyId}&${span}`}>{line.name}</Link>
              ),
          },
          ...institutionNames.map((name) => ({
            title: institutions[name].name,
            children: figureNames
              .filter((figure) => institutionFigures[figure].institution === name)
              .map((figure) => ({
                title: institutionFigures[figure].label,
                align: 'end' as const,
                render: (_: unknown, { kind, bodyId, counts }: Line) =>
                  kind === 'own' ? (
                    counts[figure]
                  ) : (
                    <FigureLink bodyId={bodyId} figure={figure} count={counts[figure]} span={span} />
                  ),
              })),
          })),
        ]}
      />
    </section>
  );
}
