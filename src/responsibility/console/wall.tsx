import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { leadingGroupRoles } from '../../body/rules.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { duties, dutyNames, onceEach } from '../rules/assigning.ts';
import { useMatrix, type MatrixOfBody } from './reading.ts';
import './responsibility.css';

const papers = [
  { value: 'a3', label: 'A3 横排' },
  { value: 'a4', label: 'A4 横排' },
];

/** The table that hangs on the wall: 领导小组 on top, then every item by category with who is responsible. */
export function WallTable() {
  const { id = '' } = useParams();
  const shown = useMatrix(id);
  const [paper, setPaper] = useState('a3');
  return (
    <Page
      title="责任分工表（上墙）"
      lead="打印时请选同样的纸张和横向；一页放不下会接着排，每页都有表头。"
      actions={
        <>
          <LinkButton to={`/responsibility?bodyId=${id}`}>返回</LinkButton>
          <Segmented aria-label="纸张" value={paper} onChange={setPaper} options={papers} />
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <Waiting />}
      {shown.data && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by keyboard
        <section className={`wall wall-${paper} scroll-inside`} aria-label="责任分工表" tabIndex={0}>
          <Sheet matrix={shown.data} />
        </section>
      )}
    </Page>
  );
}

function Sheet({ matrix }: { matrix: MatrixOfBody }) {
  const all = onceEach(matrix.items);
  const categories = [...new Set(all.map(({ level1 }) => level1))];
  const [year, month, day] = matrix.today.split('-').map(Number);
  return (
    <>
      <h2 className="wall-title">{matrix.body.name}政务公开责任分工表</h2>
      {matrix.leadingGroup.length > 0 && (
        <table className="wall-table wall-group">
          <caption>政务公开工作领导小组</caption>
          <tbody>
            {(Object.keys(leadingGroupRoles) as (keyof typeof leadingGroupRoles)[]).map((role) => {
              const members = matrix.leadingGroup.filter((member) => member.role === role);
              return (
                members.length > 0 && (
                  <tr key={role}>
                    <th scope="row">{leadingGroupRoles[role]}</th>
                    <td>
                      {members
                        .map(({ person_name, post }) => (post ? `${person_name}（${post}）` : person_name))
                        .join('、')}
                    </td>
                  </tr>
                )
              );
            })}
          </tbody>
        </table>
      )}
      <table className="wall-table">
        <thead>
          <tr>
            <th scope="col">类别</th>
            <th scope="col">公开事项</th>
            <th scope="col">责任科室</th>
            {dutyNames.map((duty) => (
              <th key={duty} scope="col">
                {duties[duty]}
              </th>
            ))}
          </tr>
        </thead>
        {categories.map((category) => {
          const items = all.filter(({ level1 }) => level1 === category);
          return (
            <tbody key={category}>
              {items.map((item, at) => (
                <tr key={item.catalogueId + item.itemKey}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={items.length}>
                      {category}
                    </th>
                  )}
                  <td>{[item.level2, item.level3].filter(Boolean).join(' · ')}</td>
                  <td>{item.section}</td>
                  {dutyNames.map((duty) => (
                    <td key={duty}>{item[duty].name}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
      <p className="wall-foot">
        {matrix.body.name}　{year}年{month}月{day}日
      </p>
    </>
  );
}
