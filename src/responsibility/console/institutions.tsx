import { Button, DatePicker, Table } from 'antd';
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
      {data && institutionNames.map((name) => <Institution key={name} name={name} data={data} span={span} />)}
      {data && data.lines.length > 0 && <ByBody data={data} span={span} />}
    </Page>
  );
}

function Institution({
  name,
  data,
  span,
}: {
  name: (typeof institutionNames)[number];
  data: InstitutionsOfBody;
  span: string;
}) {
  const figures = figuresOf(name);
  const isEmpty = figures.every((figure) => data.total.counts[figure] === 0);
  return (
    <section className="panel" aria-label={institutions[name].name}>
      <h2>{institutions[name].name}</h2>
      <p>{institutions[name].record}。</p>
      {isEmpty ? (
        <p className="empty">还没有记录。</p>
      ) : (
        <p>
          {figures.map((figure, at) => (
            <span key={figure}>
              {at > 0 && '，'}
              {institutionFigures[figure].label}{' '}
              <FigureLink bodyId={data.body.id} figure={figure} count={data.total.counts[figure]} span={span} />{' '}
              {institutionFigures[figure].unit}
            </span>
          ))}
        </p>
      )}
      {notRecordedYet[name] && <p className="quiet-words">{notRecordedYet[name]}</p>}
      <InstitutionTexts name={name} data={data} />
    </section>
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
