import { Editor } from './editor.tsx';
import { Frame, Trouble } from './frame.tsx';
import { Paper } from './paper.tsx';
import { readSheet, useLoad } from './reads.ts';

/** One sheet: to be filled in while it is a draft of this person's, else as it will be or is public. */
export function SheetScreen({ id }: { id: string }) {
  const sheet = useLoad(() => readSheet(id), id);
  if (sheet.error !== undefined && !sheet.data) return <Trouble error={sheet.error} retry={sheet.reload} back="#/" />;
  if (!sheet.data) return <p className="wait">正在打开……</p>;
  const { state, steps, body, item } = sheet.data;
  const isMine = state === 'draft' && steps.some(({ verb }) => verb === 'submit');
  return (
    <Frame title={item.name} back={`#/village/${body.id}`}>
      {isMine ? (
        <Editor key={sheet.data.version} sheet={sheet.data} onChanged={sheet.reload} />
      ) : (
        <Paper sheet={sheet.data} onChanged={sheet.reload} />
      )}
    </Frame>
  );
}
