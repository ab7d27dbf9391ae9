import { Button } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { fiveStates, fiveThings } from '../rules/five.ts';
import { fiveFacts } from './fivefacts.ts';
import { thisYear, useChecklist } from './reading.ts';
import './responsibility.css';

/** “五个落实”情况表 of one body on A4, to be sealed and filed. */
export function FivePrint() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const year = params.get('year') ?? thisYear();
  const shown = useChecklist(id, year);
  return (
    <Page
      title="“五个落实”情况表"
      actions={
        <>
          <LinkButton to={`/five-things/${id}?year=${year}`}>返回</LinkButton>
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
        <section className="five-sheet scroll-inside" aria-label="情况表" tabIndex={0}>
          <h2>{year}年政务公开“五个落实”情况表</h2>
          <p>填报机构：{shown.data.body.name}</p>
          <table className="sheet">
            <thead>
              <tr>
                <th scope="col">项目</th>
                <th scope="col">落实情况</th>
                <th scope="col">证明材料</th>
                <th scope="col">核实</th>
              </tr>
            </thead>
            <tbody>
              {shown.data.lines.map((line) => (
                <tr key={line.kind}>
                  <th scope="row">{fiveThings[line.kind].name}</th>
                  <td>
                    {fiveFacts(line).map((fact) => (
                      <div key={fact}>{fact}</div>
                    ))}
                    {!line.entry && '还没有填'}
                  </td>
                  <td>
                    {line.disclosure && (
                      <div>
                        《{line.disclosure.title}》{line.disclosure.indexNumber}
                      </div>
                    )}
                    {line.files.map(({ id: file, name }) => (
                      <div key={file}>{name}</div>
                    ))}
                    {!line.disclosure && line.files.length === 0 && (line.entry?.documentNumber ? '见文号' : '——')}
                  </td>
                  <td>
                    {line.entry?.confirmedAt
                      ? `${line.entry.confirmedBy}，${instantText(line.entry.confirmedAt)}`
                      : fiveStates[line.state]}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className="five-seal">
            <p>填报机构（盖章）：</p>
            <p>主要负责人（签字）：</p>
          </div>
          <p>填报日期：{shown.data.today}</p>
        </section>
      )}
    </Page>
  );
}
