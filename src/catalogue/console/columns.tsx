import { Alert, Button, Input, Select, Table } from 'antd';
import { api, read } from '../../console/client.ts';
import { fieldNames, type ColumnUse } from '../rules/headings.ts';

/** Reads the headers of a file. */
export const readHeadings = (form: Parameters<typeof api.catalogues.headings.$post>[0]['form']) =>
  read(api.catalogues.headings.$post({ form }));
type SheetColumns = Awaited<ReturnType<typeof readHeadings>>['sheets'][number];

const choices = [
  ...Object.entries(fieldNames).map(([value, label]) => ({ value: value as ColumnUse, label: label as string })),
  { value: 'extra' as const, label: '照原样保留（不对应）' },
  { value: 'ignore' as const, label: '不导入' },
];

/** What each column of a sheet is: as the program read it, for a person to set right. Remembered for sheets like it. */
export function Columns(props: {
  sheet: SheetColumns;
  uses: readonly ColumnUse[];
  onChange: (uses: ColumnUse[]) => void;
}) {
  const { sheet, uses, onChange } = props;
  const rows = sheet.headings.map((heading, at) => ({ at, heading, example: sheet.examples[at] ?? '' }));
  const select = (at: number, heading: string) => (
    <Select
      aria-label={`“${heading}”这一列是`}
      size="small"
      className="column-use"
      showSearch={{ optionFilterProp: 'label' }}
      value={uses[at]}
      options={choices}
      onChange={(use: ColumnUse) => onChange(uses.map((old, column) => (column === at ? use : old)))}
    />
  );
  return (
    <>
      <h3>
        {sheet.tab || sheet.title || '这张表'}（{sheet.rows} 行）
        {sheet.isSetByPerson && <span className="quiet">　按上次指定的对应</span>}
      </h3>
      <Table
        size="small"
        rowKey="at"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: '表里的列', dataIndex: 'heading', className: 'cell-wrap' },
          { title: '是', render: (_, { at, heading }) => select(at, heading) },
          { title: '例如', dataIndex: 'example', className: 'cell-wrap' },
        ]}
      />
    </>
  );
}

/** 公开主体 for the whole sheet, asked for where no column is it. */
export function WholeSheetSubject({ value, onApply }: { value: string; onApply: (words: string) => void }) {
  return (
    <Alert
      type="warning"
      showIcon
      className="form-fault"
      title="表里没有“公开主体”这一列"
      description={
        <Input.Search
          aria-label="整张表的公开主体"
          placeholder="整张表都由谁公开，例如：县民政局"
          defaultValue={value}
          maxLength={200}
          enterButton={<Button>用于整张表</Button>}
          onSearch={(words) => onApply(words.trim())}
        />
      }
    />
  );
}
