import { Extension, Mark } from '@tiptap/core';
import { TableKit } from '@tiptap/extension-table';
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { App, Button, Select } from 'antd';
import { htmlAtMostBytes } from '../../attachment/rules.ts';
import { styleNonce } from '../../console/nonce.ts';

/** The side on which a line stands, as the server keeps it: a class, never a style. */
const Alignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: ['paragraph', 'heading'],
      attributes: {
        side: {
          default: null,
          parseHTML: (element) =>
            /align-(center|right)/.exec(element.className)?.[1] ?? sideOf(element.style.textAlign),
          renderHTML: ({ side }) => (typeof side === 'string' ? { class: `align-${side}` } : {}),
        },
      },
    },
  ],
});
const sideOf = (align: string) => (align === 'center' || align === 'right' ? align : null);

const Subscript = Mark.create({ name: 'subscript', parseHTML: () => [{ tag: 'sub' }], renderHTML: () => ['sub', 0] });
const Superscript = Mark.create({
  name: 'superscript',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: () => ['sup', 0],
});

const extensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3, 4] },
    code: false,
    codeBlock: false,
    link: { openOnClick: false, protocols: ['http', 'https', 'mailto'], HTMLAttributes: { target: null, rel: null } },
  }),
  TableKit.configure({ table: { resizable: false } }),
  Alignment,
  Subscript,
  Superscript,
];

/** The text of a draft. `html` is what it begins with; changes of the person are told through `onChange`. */
export function RichText({ html, onChange }: { html: string; onChange: (html: string) => void }) {
  const { message } = App.useApp();
  const editor = useEditor({
    extensions,
    content: html,
    injectNonce: styleNonce,
    editorProps: {
      // Refused before it is read: taking fifty megabytes apart would freeze the page for half a minute.
      handlePaste: (_view, { clipboardData }) => {
        const isTooLong = (type: string) => (clipboardData?.getData(type).length ?? 0) > htmlAtMostBytes;
        if (!isTooLong('text/html') && !isTooLong('text/plain')) return false;
        const megabytes = htmlAtMostBytes / 1024 / 1024;
        void message.error(`粘贴的内容太长，最多 ${megabytes} MB，没有粘贴。请分成几份，或上传 Word 文件。`, 8);
        return true;
      },
      attributes: {
        id: 'draft-html',
        'aria-label': '正文',
        'aria-describedby': 'draft-html-fault',
        role: 'textbox',
        'aria-multiline': 'true',
        class: 'paper-text',
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? '' : changed.getHTML()),
  });
  return (
    <div className="richtext">
      <Toolbar editor={editor} />
      <EditorContent editor={editor} />
    </div>
  );
}

const levels = [
  { value: 0, label: '正文' },
  { value: 2, label: '一级标题' },
  { value: 3, label: '二级标题' },
  { value: 4, label: '三级标题' },
];

function Toolbar({ editor }: { editor: Editor }) {
  const at = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      level: levels.find(({ value }) => value > 0 && now.isActive('heading', { level: value }))?.value ?? 0,
      bold: now.isActive('bold'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      table: now.isActive('table'),
      side: ['center', 'right'].find((side) => now.isActive({ side })) ?? '',
      canUndo: now.can().undo(),
      canRedo: now.can().redo(),
    }),
  });
  const chain = () => editor.chain().focus();
  const setLevel = (level: number) =>
    level === 2 || level === 3 || level === 4 ? chain().setHeading({ level }).run() : chain().setParagraph().run();
  const setSide = (side: string) => {
    const value = at.side === side ? null : side;
    chain().updateAttributes('paragraph', { side: value }).updateAttributes('heading', { side: value }).run();
  };
  const button = (label: string, isOn: boolean, act: () => void, isDisabled = false) => (
    <Button
      key={label}
      size="small"
      type={isOn ? 'primary' : 'default'}
      ghost={isOn}
      aria-pressed={isOn}
      disabled={isDisabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      {label}
    </Button>
  );
  return (
    <div className="richtext-tools" role="toolbar" aria-label="正文格式">
      <Select
        aria-label="段落级别"
        size="small"
        value={at.level}
        options={levels}
        onChange={setLevel}
        className="richtext-level"
      />
      {button('加粗', at.bold, () => chain().toggleBold().run())}
      {button('居中', at.side === 'center', () => setSide('center'))}
      {button('居右', at.side === 'right', () => setSide('right'))}
      {button('项目', at.bullets, () => chain().toggleBulletList().run())}
      {button('编号', at.numbers, () => chain().toggleOrderedList().run())}
      {at.table ? (
        <>
          {button('加行', false, () => chain().addRowAfter().run())}
          {button('加列', false, () => chain().addColumnAfter().run())}
          {button('删行', false, () => chain().deleteRow().run())}
          {button('删列', false, () => chain().deleteColumn().run())}
          {button('合并/拆分', false, () => chain().mergeOrSplit().run())}
          {button('删表', false, () => chain().deleteTable().run())}
        </>
      ) : (
        button('表格', false, () => chain().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run())
      )}
      {button('撤销', false, () => chain().undo().run(), !at.canUndo)}
      {button('重做', false, () => chain().redo().run(), !at.canRedo)}
    </div>
  );
}
