import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { noticeDocx } from '../attachment/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { search } from '../search/queries.ts';
import { importDocuments } from './commands/import.ts';
import { filesToImport } from './importing/files.ts';
import { readRegulation } from './importing/regulation.ts';

const actor = commandLineActor('test');
const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-documents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ctx: TestContext;
let target: { bodyId: string; category: string };
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  target = { bodyId: (await bodyByCode(ctx.db, '210681-01')).id, category: '政策文件' };
});

const file = (name: string, content: string | Buffer) => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};
const run = async (paths: string[], options?: Parameters<typeof importDocuments>[4]) =>
  importDocuments(ctx, actor, target, await filesToImport(paths), options);
const published = () =>
  ctx.db
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', 'version.disclosure_id', 'disclosure.id')
    .select(['title', 'document_number', 'issued_on', 'validity', 'index_number', 'number', 'first_published_at'])
    .orderBy('disclosure.id')
    .execute();

describe('the head of a regulation', () => {
  test.each([
    ['1991年3月4日 中华人民共和国国务院令第76号发布', '国务院令第76号', '1991-03-04'],
    [
      '2007年4月5日 中华人民共和国国务院令第492号公布\n\n2019年4月3日 中华人民共和国国务院令第711号修订',
      '国务院令第711号',
      '2019-04-03',
    ],
    [
      '2002年9月29日 中华人民共和国国务院令第363号公布\n\n2011年1月8日 中华人民共和国国务院令第588号第一次修订',
      '国务院令第363号',
      '2011-01-08',
    ],
    ['1997年8月1日 海关总署令第65号发布\n\n1997年10月1日 施行', '海关总署令第65号', '1997-08-01'],
    ['1980年5月9日 国务院批准', '', '1980-05-09'],
    ['', '', null],
  ])('%s', (history, documentNumber, issuedOn) => {
    const read = readRegulation(`# 某条例\n\n${history}\n\n<!-- INFO END -->\n\n第一条 字。`, '某条例');
    expect(read).toMatchObject({ title: '某条例', documentNumber, issuedOn });
    expect(read.html).toContain('<p>第一条 字。</p>');
  });

  test('is cut off from the text, whose chapters stay headings and whose marks stay text', () => {
    const { html } = readRegulation(
      '# 题\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 A<B & "C"。\n\n- 甲\n- 乙',
      '题',
    );
    expect(html).toBe('<h2>第一章 总则</h2><p>第一条 A&lt;B &amp; &quot;C&quot;。</p><ul><li>甲</li><li>乙</li></ul>');
  });
});

describe('importing documents', () => {
  test('publishes what is a document, says why of the rest, and dates nothing back', async () => {
    const paths = [
      file('甲条例(2010-01-09).md', '# 甲条例\n\n<!-- INFO END -->\n\n第一条 旧。'),
      file('甲条例(2023-12-11).md', '# 甲条例\n\n<!-- INFO END -->\n\n第一条 新。'),
      file('通知.docx', await noticeDocx({ title: '题', body: '仅在文中' })),
      file('说明.txt', '关于某事的说明\n\n第一段。'),
      file('网页.html', '<h1>网页题</h1><p>文<script>alert(1)</script></p>'),
      file('_index.md', '---\nbookCollapseSection: true\n---\n'),
      file('空.txt', ''),
      file('表.xlsx', 'PK'),
      file('坏.docx', 'not a docx'),
      file('名单.txt', '名单\n张三 13800138000'),
    ];
    const fates = await run(paths);
    const reasons = fates.filter(({ fate }) => fate === 'rejected').map(({ file, why }) => [path.basename(file), why]);
    expect(Object.fromEntries(reasons)).toEqual({
      '_index.md': '文件里没有正文',
      '空.txt': '文件是空的',
      '表.xlsx': '不是能导入的文件类型（.md、.txt、.html、.docx）',
      '坏.docx': expect.stringContaining('不是 Word 文件'),
      '名单.txt': '有 1 处个人信息没有遮盖：138****8000',
    });
    const rows = await published();
    expect(
      rows.filter(({ title }) => title === '甲条例').map(({ issued_on, validity }) => [issued_on, validity]),
    ).toEqual([
      ['2010-01-09', 'invalid'],
      ['2023-12-11', 'valid'],
    ]);
    expect(rows.map(({ title }) => title).toSorted()).toEqual(
      ['关于某事的说明', '一、补助标准', '甲条例', '甲条例', '网页题'].toSorted(),
    );
    expect(rows.every(({ first_published_at }) => first_published_at?.getTime() === ctx.clock.now().getTime())).toBe(
      true,
    );
    expect((await search(ctx.db, { words: '仅在文中' })).total).toBe(1);
    const page = await (await testApp(ctx).as())(`/d/${rows[0]?.number}`);
    expect(page.status).toBe(200);
  });

  test('goes on where it was stopped, and doubles nothing', async () => {
    const paths = Array.from({ length: 100 }, (_, at) => file(`续${at}.txt`, `续${at}\n第${at}份。`));
    const before = (await published()).length;
    let seen = 0;
    const stopped = await run(paths, { isStopped: () => (seen += 1) > 60 });
    expect(stopped).toHaveLength(60);
    expect(await published()).toHaveLength(before + 60);
    const rest = await run(paths);
    expect(rest.filter(({ fate }) => fate === 'already')).toHaveLength(60);
    expect(await published()).toHaveLength(before + 100);
    expect((await run(paths)).every(({ fate }) => fate === 'already')).toBe(true);
    const indexes = (await published()).map(({ index_number }) => index_number);
    expect(new Set(indexes).size).toBe(indexes.length);
  });

  test('killed in the middle of a batch it leaves none of that batch behind', async () => {
    const paths = Array.from({ length: 60 }, (_, at) => file(`断${at}.txt`, `断${at}\n第${at}份。`));
    const before = (await published()).length;
    const killed = run(paths, {
      progress: () => {
        throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await published()).toHaveLength(before + 40);
    await run(paths);
    expect(await published()).toHaveLength(before + 60);
  });

  test('is for whoever may sign for the body', async () => {
    const clerk = await person(ctx, 'clerk', '210681-01');
    const files = await filesToImport([file('权.txt', '题\n文')]);
    await expect(importDocuments(ctx, clerk, target, files)).rejects.toMatchObject({ status: 403 });
  });

  test('the real regulations: each is read with its title, day and text', async () => {
    const files = await filesToImport([path.join(projectRoot, 'seed/regulations')]);
    expect(files).toHaveLength(684);
    expect(files.filter(({ issuedOn, title }) => issuedOn && title)).toHaveLength(683);
    const some = files.filter((_, at) => at % 40 === 0);
    const fates = await importDocuments(ctx, actor, target, some);
    expect(fates.filter(({ fate, file }) => fate !== 'published' && !file.endsWith('_index.md'))).toEqual([]);
  });
});
