import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { cleanHtml } from './clean.ts';
import { textOf } from './markup.ts';
import { fileFaults, htmlAtMostBytes } from './rules.ts';
import { noticeDocx, zip } from './testing.ts';
import { readWord } from './word.ts';

describe('what is pasted is made clean', () => {
  test.each([
    ['<script>alert(1)</script><p>字</p>', '<p>字</p>'],
    ['<p onclick="x()">字</p>', '<p>字</p>'],
    ['<img src=x onerror=alert(1)>字', '字'],
    ['<a href="javascript:alert(1)">字</a>', '<a>字</a>'],
    ['<a href="JaVa&#9;ScRiPt:alert(1)">字</a>', '<a>字</a>'],
    ['<a href="//evil.example/">字</a>', '<a>字</a>'],
    ['<a href="data:text/html,<script>1</script>">字</a>', '<a>字</a>'],
    ['<a href="https://www.gov.cn/">字</a>', '<a href="https://www.gov.cn/">字</a>'],
    ['<svg><script>1</script></svg><p>字</p>', '<p>字</p>'],
    ['<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math><p>字</p>', '<p>字</p>'],
    ['<xmp><p title="</xmp><script>alert(1)</script>">字</p></xmp>', '"&gt;字'],
    ['<style>*{display:none}</style><p style="position:fixed">字</p>', '<p>字</p>'],
    ['<p class="MsoNormal align-center evil">字</p>', '<p class="align-center">字</p>'],
    ['<p style="text-align: center; color:red">字</p>', '<p class="align-center">字</p>'],
    ['<p align="right">字</p>', '<p class="align-right">字</p>'],
    ['<b>粗</b><i>斜</i>', '<strong>粗</strong><em>斜</em>'],
    ['<o:p></o:p><p></p><p>&nbsp;</p><p>字</p>', '<p>字</p>'],
    ['<td colspan="99999999">字</td>', '<td>字</td>'],
    [
      '<table><tr><td rowspan="2" onmouseover="x">字</td><td></td></tr></table>',
      '<table><tr><td rowspan="2">字</td><td></td></tr></table>',
    ],
    ['<iframe src="https://evil.example"></iframe><form><input name="x"></form>字', '字'],
    ['<base href="https://evil.example/"><meta http-equiv="refresh" content="0">字', '字'],
    ['<!--[if mso]><p>x</p><![endif]-->字', '字'],
    ['<a name="x" id="y" target="_blank">字</a>', '<a>字</a>'],
  ])('%s', (dirty, clean) => {
    expect(cleanHtml(dirty)).toBe(clean);
    expect(cleanHtml(clean)).toBe(clean);
  });

  test('a text nested beyond reason or too long is refused in words, before it is parsed', () => {
    expect(() => cleanHtml('<div>'.repeat(100_000))).toThrow(expect.objectContaining({ status: 422 }));
    expect(() => cleanHtml('字'.repeat(htmlAtMostBytes))).toThrow(expect.objectContaining({ status: 413 }));
    expect(cleanHtml('<p>字'.repeat(5000))).toContain('<p>字</p>');
    const startedAt = performance.now();
    cleanHtml('<p '.repeat(1_000_000));
    cleanHtml('< '.repeat(1_000_000));
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  test('is read as a reader sees it', () => {
    expect(
      textOf('<h1>题&amp;目</h1><p>一<strong>二</strong><br>三</p><table><tr><td>四</td><td>五</td></tr></table>'),
    ).toBe('题&目\n一二\n三\n四\n五');
  });
});

describe('a Word file', () => {
  test('keeps title, headings, bold, merged cells and the side of a line', async () => {
    const { html, imagesLeftOut } = await readWord(
      await noticeDocx({ title: '关于低保标准的通知', body: '城市每月796元' }),
    );
    expect(html).toContain('<p class="align-center">关于低保标准的通知</p>');
    expect(html).toContain('<h2>一、补助标准</h2>');
    expect(html).toContain('<strong>城市每月796元</strong>。');
    expect(html).toContain('<td colspan="2"><p>合计</p></td>');
    expect(html).toContain('<p class="align-right">2026年5月15日</p>');
    expect(imagesLeftOut).toBe(0);
  });

  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  test.each([
    ['empty', Buffer.alloc(0)],
    ['notWord', Buffer.from('这是一个文本文件')],
    ['notWord', zip([{ name: 'xl/workbook.xml', content: Buffer.from('<x/>') }])],
    ['oldWord', ole],
    ['encrypted', Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])],
    ['pdf', Buffer.from('%PDF-1.4 …')],
    ['damaged', Buffer.from('PK\x03\x04 and nothing more')],
    ['damaged', zip([{ name: 'word/document.xml', content: Buffer.from('not xml at all') }])],
    ['bomb', zip([{ name: 'word/document.xml', content: Buffer.alloc(60 * 1024 * 1024) }])],
    ['bomb', zip([{ name: 'word/document.xml', content: Buffer.alloc(60 * 1024 * 1024), statedSize: 1000 }])],
    ['bomb', zip(Array.from({ length: 2001 }, (_, at) => ({ name: `word/${at}.xml`, content: Buffer.from('x') })))],
    [
      'macros',
      zip(['word/document.xml', 'word/vbaProject.bin'].map((name) => ({ name, content: Buffer.from('<x/>') }))),
    ],
  ] as const)('that is %s is refused with the reason', async (fault, bytes) => {
    await expect(readWord(bytes)).rejects.toMatchObject({ message: fileFaults[fault] });
  });
});

describe('uploading', () => {
  let ctx: TestContext;
  beforeAll(async () => {
    ctx = await testContext();
    await loadSmallCounty(ctx);
  });
  const upload = (bytes: Buffer, name: string) => {
    const body = new FormData();
    body.append('file', new File([new Uint8Array(bytes)], name));
    return { method: 'POST', body };
  };

  test('gives back the clean text, keeps the original sealed, and gives it to nobody', async () => {
    const { as } = testApp(ctx);
    const clerk = await as(await person(ctx, 'clerk', '210681-05'));
    const bytes = await noticeDocx({ title: '题', body: '文' });
    const response = await clerk('/api/attachments/word', upload(bytes, '通知.docx'));
    expect(response.status).toBe(200);
    const answer = await response.json();
    expect(answer).toMatchObject({
      name: '通知.docx',
      imagesLeftOut: 0,
      html: expect.stringContaining('<strong>文</strong>'),
    });
    expect((await ctx.blobs.get(answer.sha256)).equals(bytes)).toBe(true);
    expect((await clerk(`/api/attachments/${answer.sha256}`)).status).toBe(404);
  });

  test('is for those who draft', async () => {
    const { as } = testApp(ctx);
    const reader = await as(await person(ctx, 'supervisor', '210681-05'));
    expect((await reader('/api/attachments/word', upload(Buffer.from('x'), 'x.docx'))).status).toBe(403);
  });

  test('says in words what is wrong with the file', async () => {
    const { as } = testApp(ctx);
    const clerk = await as(await person(ctx, 'clerk', '210681-05'));
    const response = await clerk('/api/attachments/word', upload(Buffer.from('%PDF-1.4'), 'x.docx'));
    expect(response.status).toBe(422);
    expect((await response.json()).fields.file).toContain('PDF');
  });
});
