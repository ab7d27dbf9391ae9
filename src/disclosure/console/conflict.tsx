import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import type { DraftFields } from './keeper.ts';
import type { DisclosureRecord } from './reads.ts';

/** Two people edited one draft: both texts are shown, and the person decides; until then neither is lost. */
export function ConflictDialog(props: {
  why: string;
  mine: DraftFields;
  theirs: DisclosureRecord | undefined;
  readTheirs: () => Promise<void>;
  keepMine: (theirs: DisclosureRecord) => void;
  takeTheirs: (theirs: DisclosureRecord) => void;
}) {
  const { theirs, mine, readTheirs } = props;
  useEffect(() => {
    void readTheirs();
    // Once, when the dialog opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const copyMine = () => void navigator.clipboard.writeText(textOf(mine.html));
  return (
    <Modal
      open
      width={1000}
      closable={false}
      title="这份草稿有两种改法"
      footer={
        <>
          <Button onClick={copyMine}>复制我的文字</Button>
          <Button disabled={!theirs} onClick={() => theirs && props.takeTheirs(theirs)}>
            用已经保存的
          </Button>
          <Button type="primary" disabled={!theirs} onClick={() => theirs && props.keepMine(theirs)}>
            用我手上的
          </Button>
        </>
      }
    >
      <p>{props.why}</p>
      <div className="conflict">
        <Side name="我手上的" title={mine.title} html={mine.html} />
        <Side name="已经保存的" title={theirs?.title ?? '正在读取……'} html={theirs?.html ?? ''} />
      </div>
    </Modal>
  );
}

const Side = ({ name, title, html }: { name: string; title: string; html: string }) => (
  <section aria-label={name}>
    <h3>{name}</h3>
    <p>
      <strong>{title}</strong>
    </p>
    <textarea className="conflict-text" aria-label={`${name}正文`} readOnly value={textOf(html)} />
  </section>
);

const textOf = (html: string) =>
  [...new DOMParser().parseFromString(html, 'text/html').body.children].map((block) => block.textContent).join('\n');
