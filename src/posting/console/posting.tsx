import './posting.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { remarkNames } from '../rules/photo.ts';
import { PostingTag } from './postings.tsx';
import { usePosting, type PostingRecord } from './reading.ts';
import { TakeDownForm } from './takedown.tsx';

/** One posting: what hangs where and until when, its photos, and taking it down. */
export function PostingScreen() {
  const { id = '' } = useParams();
  const posting = usePosting(id);
  const mayRecord = useMay('posting.record');
  const record = posting.data;
  return (
    <Page title={record?.title ?? '张贴记录'} actions={<LinkButton to="/postings">返回台账</LinkButton>}>
      {posting.isError && <Problem error={posting.error} retry={() => void posting.refetch()} />}
      {posting.isPending && <Waiting />}
      {record && (
        <>
          <section className="panel">
            <PostingTag state={record.state} />
            <dl className="posting-facts">
              <Fact name="公开栏" text={`${record.bodyName}，${record.place}`} />
              <Fact name="哪天贴的" text={record.postedOn} />
              <Fact name="贴到" text={record.untilOn ?? '没有定期限'} />
              <Fact name="为什么" text={record.untilReason} />
              <Fact name="哪天撤的" text={record.takenDownOn} />
              <Fact name="索引号" text={record.indexNumber} />
              <Fact name="版本" text={`第 ${record.version} 版`} />
            </dl>
            <p>
              <a href={`/d/${record.number}`} target="_blank" rel="noreferrer">
                看网上公开的
              </a>
            </p>
          </section>
          {record.proofs.map((proof) => (
            <Proof key={proof.id} postingId={record.id} proof={proof} />
          ))}
          {mayRecord && record.takenDownOn === null && <TakeDownForm postingId={record.id} />}
        </>
      )}
    </Page>
  );
}

function Fact({ name, text }: { name: string; text: string | null }) {
  if (!text) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function Proof({ postingId, proof }: { postingId: string; proof: PostingRecord['proofs'][number] }) {
  const mayRelease = useMay('posting.release');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { kind } = proof;
  const release = api.postings[':id'].photos[':kind'].release;
  const releasing = useMutation({
    mutationFn: () => {
      const param = { id: postingId, kind };
      return read(proof.releasedAt ? release.$delete({ param }) : release.$post({ param }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['postings', postingId] }),
    onError: (error) => void message.error(words(error)),
  });
  return (
    <section className="panel">
      <h2>{kind === 'up' ? '贴上去的照片' : '撤下来的照片'}</h2>
      <img
        className="posting-photo"
        src={`/api/postings/${postingId}/photos/${kind}`}
        alt={kind === 'up' ? '贴在公开栏上的照片' : '撤下以后的照片'}
      />
      <dl className="posting-facts">
        <Fact name="拍摄时间" text={proof.takenAt ? instantText(proof.takenAt) : '照片没有拍摄时间'} />
        <Fact name="上传时间" text={instantText(proof.receivedAt)} />
        <Fact name="上传人" text={proof.receivedBy} />
        <Fact
          name="拍摄位置"
          text={
            proof.latitude === null || proof.longitude === null
              ? '照片没有位置'
              : `北纬 ${proof.latitude.toFixed(5)}，东经 ${proof.longitude.toFixed(5)}`
          }
        />
        <Fact name="要注意" text={proof.remarks.map((remark) => remarkNames[remark]).join('；')} />
      </dl>
      {mayRelease ? (
        <p>
          <Button loading={releasing.isPending} onClick={() => releasing.mutate()}>
            {proof.releasedAt ? '收回，不再让公众看' : '看过了，公众可以看这张照片'}
          </Button>
          <span className="note">公开前看清楚：有没有人脸、门牌、电话号码。</span>
        </p>
      ) : (
        <p className="note">{proof.releasedAt ? '这张照片公众能看到。' : '这张照片公众看不到，只公布哪天贴在哪里。'}</p>
      )}
    </section>
  );
}
