import { Button } from 'antd';
import { useParams } from 'react-router';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { leadingGroupRoles } from '../rules.ts';
import { useBodies, useInside } from './reading.ts';

/** The leading group (领导小组) as a table to print and post. */
export function GroupSheet() {
  const { id = '' } = useParams();
  const bodies = useBodies();
  const inside = useInside(id);
  const name = bodies.data?.find((body) => body.id === id)?.name ?? '';
  return (
    <Page
      title={`${name}政务公开工作领导小组`}
      actions={
        <>
          <LinkButton to={`/people?body=${id}`}>返回</LinkButton>
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      {inside.isError && <Problem error={inside.error} retry={() => void inside.refetch()} />}
      {inside.isPending && <Waiting />}
      {inside.data?.leadingGroup.length === 0 && <p className="empty">这个机构还没有录入领导小组。</p>}
      {inside.data && inside.data.leadingGroup.length > 0 && (
        <table className="sheet">
          <thead>
            <tr>
              <th scope="col">组内职务</th>
              <th scope="col">姓名</th>
              <th scope="col">职务</th>
            </tr>
          </thead>
          <tbody>
            {inside.data.leadingGroup.map((member) => (
              <tr key={member.id}>
                <td>{leadingGroupRoles[member.role]}</td>
                <td>{member.person_name}</td>
                <td>{member.post}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
