import { Table, type TableProps } from 'antd';

/** A table that scrolls sideways inside itself on a narrow screen, also by the arrow keys. `name` is what it is called. */
export function WideTable<Row extends object>({ name, ...table }: TableProps<Row> & { name: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
    <section className="wide-table" aria-label={name} tabIndex={0}>
      <Table<Row> {...table} />
    </section>
  );
}
