// Parses an untrusted Word file in a process of its own: the file on standard input, JSON on standard output.
import { buffer } from 'node:stream/consumers';
import mammoth from 'mammoth';
import { unpacksAsStated } from './zip.ts';

interface Element {
  type: string;
  children?: Element[];
  alignment?: string | null;
  styleId?: string | null;
  styleName?: string | null;
}

const styleMap = [
  "p[style-name='Title'] => h1.align-center:fresh",
  "p[style-name='yangguang-center'] => p.align-center:fresh",
  "p[style-name='yangguang-right'] => p.align-right:fresh",
  'u => u',
  'strike => s',
];

/** mammoth knows styles only: centred and right-set lines (titles, dates, signatures) are given a style of ours. */
function keepAlignment(element: Element): Element {
  const kept = element.children ? { ...element, children: element.children.map(keepAlignment) } : element;
  if (kept.type !== 'paragraph' || /^(heading|title|标题)/i.test(kept.styleName ?? '')) return kept;
  const side = { center: 'center', right: 'right', end: 'right' }[kept.alignment ?? ''];
  return side ? { ...kept, styleId: `yangguang-${side}`, styleName: `yangguang-${side}` } : kept;
}

const file = await buffer(process.stdin);
if (await unpacksAsStated(file)) {
  let imagesLeftOut = 0;
  const { value } = await mammoth.convertToHtml(
    { buffer: file },
    {
      styleMap,
      transformDocument: keepAlignment,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => {
        imagesLeftOut += 1;
        return Promise.resolve({ src: '' });
      }),
    },
  );
  process.stdout.write(JSON.stringify({ html: value, imagesLeftOut }));
} else process.stdout.write(JSON.stringify({ fault: 'bomb' }));
