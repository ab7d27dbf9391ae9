import './board.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { cellState, cellStates, type CellState } from '../rules/grid.ts';
import { BoardTabs } from './boardtabs.tsx';

const readGrid = (township: string | undefined) => read(api.overviews.grid.$get({ query: { township } }));
type Shown = Awaited<ReturnType<typeof readGrid>>;
type Cell = Shown['rows'][number]['cells'][number];

/** 村 × 事项: one township's villages and what each owes, as a map of signs; every sign opens its list. */
export function VillageGrid() {
  const [params, setParams] = useSearchParams();
  const township = params.get('township') ?? undefined;
  const grid = useQuery({
    queryKey: ['obligations', 'grid', township],
    queryFn: () => readGrid(township),
    placeholderData: keepPreviousData,
  });
  const { data } = grid;
  return (
    <Page
      title="村务公开一览"
      lead="一行一个村，一列一个事项。格子里是最差的那一期；点开看是哪些。"
      actions={
        <Button href={`/api/overviews/grid/export?${new URLSearchParams({ township: data?.township ?? '' })}`} download>
          导出 CSV
        </Button>
      }
    >
      <BoardTabs />
      <section className="panel">
        <div className="filters">
          <Select
            aria-label="乡镇"
            className="body-select"
            showSearch={{ optionFilterProp: 'label' }}
            value={data?.township}
            options={data?.townships.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(code: string) => setParams({ township: code })}
          />
          <Legend />
        </div>
        {grid.isError && <Problem error={grid.error} retry={() => void grid.refetch()} />}
        {grid.isPending && <Waiting />}
        {data &&
          (data.items.length === 0 ? <p className="empty">这个乡镇的村还没有要按期公开的事项。</p> : <Map of={data} />)}
      </section>
    </Page>
  );
}

const Legend = () => (
  <ul className="grid-legend" aria-label="图例">
    {(Object.keys(cellStates) as CellState[]).map((state) => (
      <li key={state} className={`grid-${state}`}>
        <span aria-hidden="true">{cellStates[state].sign}</span> {cellStates[state].word}
      </li>
    ))}
  </ul>
);

function Map({ of: { items, rows } }: { of: Shown }) {
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="grid-scroll" tabIndex={0} aria-label="各村各事项的公开情况">
      <table className="grid-map">
        <thead>
          <tr>
            <th scope="col">村（社区）</th>
            {items.map(({ key, level1, level2 }) => (
              <th key={key} scope="col" title={`${level1} · ${level2}`}>
                <span>{level2}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code, name, cells }) => (
            <tr key={code}>
              <th scope="row">
                <Link to={`/obligations?body=${code}`}>{name}</Link>
              </th>
              {items.map((item) => (
                <td key={item.key}>
                  <Sign
                    cell={cells.find(({ item: key }) => key === item.key)}
                    label={`${name}，${item.level2}`}
                    to={`/obligations?body=${code}&q=${encodeURIComponent(item.level2)}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Sign({ cell, label, to }: { cell: Cell | undefined; label: string; to: string }) {
  const state = cellState(cell);
  const { sign, word } = cellStates[state];
  if (!cell) return <span className="grid-none">{sign}</span>;
  const count = cell.overdue > 1 ? ` ${cell.overdue} 期` : '';
  return (
    <Link
      to={to}
      className={`grid-cell grid-${state}`}
      aria-label={`${label}：${word}${count}`}
      title={`${label}：${word}${count}`}
    >
      <span aria-hidden="true">
        {sign}
        {cell.overdue > 1 ? cell.overdue : ''}
      </span>
    </Link>
  );
}
