import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { filingKinds, filingStates } from '../rules.ts';
import './printed.css';
import { readRegister } from './reading.ts';

const linesAtMost = 500;

/** The register as a ruled table on landscape A4, with the filter of the list it was opened from. */
export function PrintedRegister() {
  const [params] = useSearchParams();
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const shown = useQuery({
    queryKey: ['filings', 'printed', query],
    queryFn: () => readRegister({ sort: 'oldest', ...query, page: '1', size: String(linesAtMost) }),
  });
  const bodies = new Set(shown.data?.rows.map(({ bodyName }) => bodyName));
  const more = (shown.data?.total ?? 0) - linesAtMost;
  return (
    <Page
      title="政府信息公开备案登记簿"
      lead={
        shown.data &&
        `${bodies.size === 1 ? `${[...bodies][0]}，` : ''}截至 ${shown.data.today}，共 ${shown.data.total} 件`
      }
      actions={
        <>
          <LinkButton to={`/filings?${params.toString()}`}>返回</LinkButton>
          <Button type="primary" onClick={() => window.print()}>
            打印
          </Button>
        </>
      }
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <Waiting />}
      {more > 0 && (
        <p className="note">
          一次打印前 {linesAtMost} 件，其余 {more} 件请按机构或状态分开打印，或导出 Excel。
        </p>
      )}
      {shown.data && (
        // A region that scrolls must be reachable without a mouse.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="scroll-inside register-sheet" aria-label="备案登记簿" tabIndex={0}>
          <table className="sheet">
            <thead>
              <tr>
                {[
                  '备案号',
                  '日期',
                  '类别',
                  '索引号',
                  '标题和文号',
                  '机构',
                  '起草',
                  '审核',
                  '保密审查',
                  '签发',
                  '状态',
                  '备注',
                ].map((title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.data.rows.map((line) => (
                <tr key={line.id}>
                  <td>{line.number}</td>
                  <td className="register-day">{line.happenedOn}</td>
                  <td className="register-day">{filingKinds[line.kind]}</td>
                  <td>{line.indexNumber}</td>
                  <td>
                    {line.title}
                    {line.documentNumber && `（${line.documentNumber}）`}
                  </td>
                  <td>{line.bodyName}</td>
                  <td className="register-day">{line.drafter}</td>
                  <td className="register-day">{line.reviewer}</td>
                  <td className="register-day">{line.clearer}</td>
                  <td className="register-day">{line.signer}</td>
                  <td>{filingStates[line.state]}</td>
                  <td>{line.remarks}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  );
}
