import { expect, test } from 'vitest';
import { csvFile, plainCell, readCsv } from './sheet.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+86', "'+86"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\n=1', "'\n=1"],
  ['＝1+1', "'＝1+1"],
  ['普通文字', '普通文字'],
])('%s becomes %s', (cell, safe) => expect(plainCell(cell)).toBe(safe));

test('what is written is read again: quotes, commas, line ends and numbers', () => {
  const rows = [
    ['标题', '件数'],
    ['“引号"，\n换行', -3],
    ['', null],
  ];
  expect(readCsv(Buffer.from(csvFile(rows)))).toEqual([
    ['标题', '件数'],
    ['“引号"，\n换行', '-3'],
    ['', ''],
  ]);
});
