// Writes seed/calendar.json from the kept package chinese-days: the days of each year that differ from the week.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const file = require.resolve('chinese-days/dist/chinese-days.json');
const { holidays, workdays } = JSON.parse(readFileSync(file, 'utf8'));
const version = JSON.parse(readFileSync(require.resolve('chinese-days/package.json'), 'utf8')).version;

const days = [
  ...Object.entries(holidays).map(([day, words]) => ({ day, kind: 'holiday', name: words.split(',')[1] })),
  ...Object.entries(workdays).map(([day, words]) => ({ day, kind: 'makeup', name: words.split(',')[1] })),
].sort((a, b) => (a.day < b.day ? -1 : 1));
const years = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].map((year) => ({
  year,
  source: `国务院办公厅关于${year}年部分节假日安排的通知（数据取自 chinese-days ${version}）`,
  days: days.filter(({ day }) => day.startsWith(`${year}-`)),
}));
const lines = years.map((year) => JSON.stringify(year)).join(',\n');
writeFileSync(new URL('../seed/calendar.json', import.meta.url), `[\n${lines}\n]\n`);
process.stdout.write(`${years.length} years, ${days.length} days\n`);
