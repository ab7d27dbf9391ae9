import { Alert, App, Button, Upload } from 'antd';
import { useState } from 'react';
import { z } from 'zod';
import { failureIn, watchedFetch } from '../../console/client.ts';
import { words } from '../../console/faults.ts';

const answerShape = z.object({
  html: z.string(),
  imagesLeftOut: z.number(),
  sha256: z.string(),
  name: z.string(),
});

/** Takes the text out of a Word file. The original is kept sealed; what it could not carry over is said. */
export function WordUpload(props: {
  hasText: boolean;
  title: string;
  onRead: (read: { html: string; source: { sha256: string; name: string } }) => void;
}) {
  const { modal } = App.useApp();
  const [isReading, setReading] = useState(false);
  const [fault, setFault] = useState('');
  const [remark, setRemark] = useState('');
  const readFile = async (file: File) => {
    setReading(true);
    setFault('');
    setRemark('');
    try {
      const { html, imagesLeftOut, sha256, name } = await upload(file);
      props.onRead({ html: withoutTitle(html, props.title), source: { sha256, name } });
      setRemark(
        imagesLeftOut > 0
          ? `已读入“${name}”。其中 ${imagesLeftOut} 张图片没有带进来，请用文字说明。`
          : `已读入“${name}”，请核对正文。`,
      );
    } catch (error) {
      setFault(words(error));
    }
    setReading(false);
  };
  const choose = (file: File) => {
    if (!props.hasText) void readFile(file);
    else
      void modal.confirm({
        title: '用这个文件代替现在的正文？',
        content: '现在的正文会被换掉。',
        okText: '代替',
        cancelText: '取消',
        onOk: () => readFile(file),
      });
    return false; // we send it ourselves
  };
  return (
    <div className="word-upload">
      <Upload accept=".docx" showUploadList={false} beforeUpload={choose}>
        <Button loading={isReading}>上传 Word 文件（.docx）</Button>
      </Upload>
      <span className="quiet">也可以从 Word、WPS 复制后粘贴到下面。</span>
      {fault && <Alert type="error" showIcon closable title={fault} className="notice" />}
      {remark && <Alert type="info" showIcon closable title={remark} className="notice" />}
    </div>
  );
}

/** A file begins with its title, and the page shows the title by itself: once is enough. */
function withoutTitle(html: string, title: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const first = body.firstElementChild;
  const isTitle = first?.textContent.replaceAll(/\s/g, '') === title.replaceAll(/\s/g, '');
  if (!isTitle) return html;
  first?.remove();
  return body.innerHTML;
}

async function upload(file: File) {
  const body = new FormData();
  body.append('file', file);
  const response = await watchedFetch('/api/attachments/word', { method: 'POST', body });
  if (!response.ok) throw await failureIn(response);
  return answerShape.parse(await response.json());
}
