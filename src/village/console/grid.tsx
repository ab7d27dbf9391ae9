import './village.css';
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ApiFailure } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { groupingNames } from '../rules/list.ts';
import { cellStates, type CellState } from '../rules/state.ts';
import { CommitteeDialog } from './committee.tsx';
import { readGrid, readLists, type GridPage } from './reading.ts';

/** A township's villages × items: who is late stands at the top; each square says its state by word and shape. */
export function Grid() {
  const [search, setSearch] = useSearchParams();
  const chosen = { body: search.get('body') ?? undefined, quarter: search.get('quarter') ?? undefined };
  const [asked, setAsked] = useState<GridPage['villages'][number]>();
  const mayEdit = useMay('villagelist.edit');
  const mayReview = useMay('village.review');
  const grid = useQuery({ queryKey: ['villages', 'grid', chosen], queryFn: () => readGrid(chosen) });
  const lists = useQuery({ queryKey: ['villages', 'lists'], queryFn: readLists });
  if (grid.error instanceof ApiFailure && grid.error.status === 404)
    return (
      <Page title="村务公开" lead="这里看一个乡镇各村公开得怎么样。">
        <Empty description="您管的机构里没有乡镇。村里填报请用手机打开 /cun。" />
        {mayReview && <a href="/cun">去填报和审查</a>}
      </Page>
    );
  if (grid.isError) return <Problem error={grid.error} retry={() => void grid.refetch()} />;
  if (!grid.data) return <Waiting />;
  const { township, quarter, villages, items } = grid.data;
  const set = (change: Record<string, string>) => setSearch({ body: township.id, quarter, ...change });
  const late = villages.filter(({ lateCells }) => lateCells > 0).length;
  const without = villages.filter(({ officers }) => officers.length === 0).length;
  return (
    <Page
      title={`${township.name}村务公开`}
      lead={`${villages.length} 个村，${late} 个有超期没公开的，${without} 个没有信息员（由乡镇代填）。`}
      actions={
        <>
          <Button href={`/api/villages/grid/export?body=${township.id}&quarter=${quarter}`}>导出表格</Button>
          <Button href="/cun">手机填报</Button>
          {mayEdit && (
            <LinkButton to={`/villages/list?body=${township.id}`} type="primary">
              事项清单
            </LinkButton>
          )}
        </>
      }
    >
      <div className="village-choices">
        <label htmlFor="grid-township">乡镇</label>
        <Select
          id="grid-township"
          value={township.id}
          onChange={(body) => set({ body })}
          options={lists.data?.map(({ id, name }) => ({ value: id, label: name }))}
          className="village-township"
        />
        <label htmlFor="grid-quarter">到期在</label>
        <Select
          id="grid-quarter"
          value={quarter}
          onChange={(next) => set({ quarter: next })}
          options={quartersAround(quarter)}
        />
        <span className="village-key">
          {(Object.keys(cellStates) as CellState[]).map((state) => (
            <Square key={state} state={state} isKey />
          ))}
        </span>
      </div>
      {items.length === 0 ? (
        <Empty description="还没有下发事项清单。请点右上角“事项清单”。" />
      ) : (
        <Squares page={grid.data} onCommittee={mayEdit ? setAsked : undefined} />
      )}
      {asked && <CommitteeDialog village={asked} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}

type Row = GridPage['villages'][number];

function Squares({ page, onCommittee }: { page: GridPage; onCommittee: ((row: Row) => void) | undefined }) {
  const { items, villages } = page;
  return (
    <div className="village-grid scroll">
      <table aria-label="各村各事项公开情况">
        <thead>
          <tr>
            <th scope="col" className="village-name">
              村
            </th>
            {items.map(({ key, name, grouping }) => (
              <th key={key} scope="col" className="village-item">
                <small>{groupingNames[grouping]}</small>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {villages.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="village-name">
                {row.name}
                {row.lateCells > 0 && <b className="village-mark-late">超期 {row.lateCells} 项</b>}
                {row.officers.length === 0 && <span className="village-flag">⚑ 没有信息员</span>}
                {row.reviewers.length === 0 && <span className="village-flag">⚑ 没有监委会账号</span>}
                {onCommittee && (
                  <Button size="small" type="link" onClick={() => onCommittee(row)} aria-label={`${row.name}监委会`}>
                    监委会
                  </Button>
                )}
              </th>
              {row.cells.map((cell, at) => (
                <td key={items[at]?.key}>
                  <Square {...cell} label={`${row.name}，${items[at]?.name ?? ''}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SquareProps {
  state: CellState;
  done?: number;
  all?: number;
  sheetId?: string | null;
  obligationId?: string | null;
  label?: string;
  isKey?: boolean;
}

function Square({ state, done = 0, all = 0, sheetId, obligationId, label, isKey }: SquareProps) {
  const { word, shape } = cellStates[state];
  const counted = all > 1 && !isKey ? ` ${done}/${all}` : '';
  const text = (
    <span className={`village-square village-${state}`}>
      <span aria-hidden="true">{shape}</span> {word}
      {counted}
    </span>
  );
  const to = sheetId ? `/cun#/sheet/${sheetId}` : obligationId ? `/console/obligations/${obligationId}` : undefined;
  return to ? (
    <a href={to} aria-label={`${label}：${word}${counted}`}>
      {text}
    </a>
  ) : (
    text
  );
}

/** A year back and the next quarter. */
function quartersAround(quarter: string): { value: string; label: string }[] {
  const year = Number(quarter.slice(0, 4));
  return [year - 1, year, year + 1].flatMap((one) =>
    [1, 2, 3, 4].map((part) => ({ value: `${one}-Q${part}`, label: `${one}年第${part}季度` })),
  );
}
