import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { instantText } from '../../console/instant.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { Paper } from './paper.tsx';
import { useSummary } from './reading.ts';
import './openday.css';

/** A summary as it was made: each figure leads to its records. */
export function Summary() {
  const { summaryId = '' } = useParams();
  const summary = useSummary(summaryId);
  return (
    <Page
      title="活动总结"
      lead={
        summary.data && (
          <>
            {summary.data.madeBy}，{instantText(summary.data.madeAt)}生成。点文中的数字，看它的依据。
          </>
        )
      }
      actions={
        summary.data && (
          <>
            <Link to={`/opendays/${summary.data.day.id}`}>
              <Button>回到活动</Button>
            </Link>
            <Button type="primary" href={`/api/opendays/summaries/${summaryId}/document.docx`}>
              下载 Word
            </Button>
          </>
        )
      }
    >
      {summary.isError && <Problem error={summary.error} retry={() => void summary.refetch()} />}
      {summary.isPending && <Waiting />}
      {summary.data && <Paper {...summary.data} summaryId={summaryId} />}
    </Page>
  );
}
