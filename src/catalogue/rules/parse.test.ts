import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../platform/project.ts';
import { readCsv } from '../../platform/sheet.ts';
import { parseTerm } from './parse.ts';
import type { Term } from './term.ts';

const wd = (event: string | null, amount: number): Partial<Term> => ({
  kind: 'within',
  event,
  amount,
  unit: 'workingDay',
});
const cd = (event: string, amount: number): Partial<Term> => ({ kind: 'within', event, amount, unit: 'day' });
const per = (months: number, month: number | null = null, day: number | null = null): Partial<Term> => ({
  kind: 'periodic',
  every: { months, month, day },
});
const posting = (amount: number, unit: 'day' | 'workingDay', isAtLeast = false) => ({ amount, unit, isAtLeast });
const forever = { isForever: true } as const;

// What published catalogues write, collected with the reading each has in law.
const phrases: readonly [string, Partial<Term>][] = [
  ['信息形成或者变更之日起20个工作日内', wd('信息形成或者变更', 20)],
  ['信息形成或变更之日起20个工作日内', wd('信息形成或者变更', 20)],
  ['信息形成或变更之日起20工作日内', wd('信息形成或者变更', 20)],
  ['自信息形成或者变更之日起20个工作日内予以公开', wd('信息形成或者变更', 20)],
  ['自该信息形成或者变更之日起20个工作日内', wd('信息形成或者变更', 20)],
  ['信息形成之日起20个工作日内', wd('信息形成', 20)],
  ['信息形成之后20个工作日内', wd('信息形成', 20)],
  ['信息形成后，20个工作日内公开', wd('信息形成', 20)],
  ['信息形成20个工作日内公开', wd('信息形成', 20)],
  ['自制作或获取该信息之日起20个工作日内公开', wd('制作或者获取该信息', 20)],
  ['制定或获取信息之日起10个工作日内', wd('制定或者获取信息', 10)],
  ['信息形成或变更之日起3个工作日内', wd('信息形成或者变更', 3)],
  ['自该政府信息形成或者变更之日起5个工作日内；长期公示', { ...wd('政府信息形成或者变更', 5), retention: forever }],
  ['相关信息形成或变更之日起20个工作日内', wd('相关信息形成或者变更', 20)],
  ['20工作日', wd(null, 20)],
  ['行政处罚决定形成之日起20个工作日(内)', wd('行政处罚决定形成', 20)],
  ['行政处罚决定形成之日起20个工作日', wd('行政处罚决定形成', 20)],
  ['自收到申请之日起20个工作日内', wd('收到申请', 20)],
  ['分配结果确定后20个工作日内', wd('分配结果确定', 20)],
  ['在实地启动拟征收土地工作时，在村公示栏公开', { ...cd('实地启动拟征收土地工作', 0), channels: ['村公示栏'] }],
  ['提前一周发通知邀请', { kind: 'before', amount: 7, unit: 'day' }],
  ['本级人民代表大会或其常务委员会批准后20日内', cd('本级人民代表大会或者其常务委员会批准', 20)],
  ['部门决算经本级财政部门批复后20日内公开', cd('部门决算经本级财政部门批复', 20)],
  ['按照区财政统一部署执行', { kind: 'refer' }],
  ['同上', { kind: 'refer' }],
  ['实时公开', { kind: 'prompt' }],
  ['及时公开', { kind: 'prompt' }],
  ['按进展情况及时公开', { kind: 'prompt', steps: ['按进展情况'] }],
  ['随时公布', { kind: 'prompt' }],
  ['随时公开', { kind: 'prompt' }],
  ['时限较长事项…每完成一个阶段公布进展情况', { kind: 'prompt', event: '完成一个阶段' }],
  ['按年公开', per(12)],
  ['每年1月31日前', { kind: 'date', on: { month: 1, day: 31 } }],
  ['1月31日前', { kind: 'date', on: { month: 1, day: 31 } }],
  ['6月底前', { kind: 'date', on: { month: 6, day: 31 } }],
  ['1个月', per(1)],
  ['6个月', per(6)],
  ['1年', per(12)],
  ['每季度的首个月20日', per(3, 1, 20)],
  ['每个季度第一个月的10日为村务公开日', per(3, 1, 10)],
  ['每月公布一次', per(1)],
  ['至少每季度公布一次', per(3)],
  ['党务每半年公开一次', per(6)],
  ['公示期为7天', { kind: 'posting', posting: posting(7, 'day') }],
  ['公示7天无异议后', { kind: 'posting', posting: posting(7, 'day') }],
  ['公示期不得少于10个工作日', { kind: 'posting', posting: posting(10, 'workingDay', true) }],
  ['公开征求意见的期限不得少于30日', { kind: 'posting', posting: posting(30, 'day', true) }],
  ['长期公开', { kind: 'retention', retention: forever }],
  ['常年公开', { kind: 'retention', retention: forever }],
  ['长期公示', { kind: 'retention', retention: forever }],
  ['保证5年内可以查阅', { kind: 'retention', retention: { isForever: false, amount: 5, unit: 'year' } }],
  ['公开满5年…自然人满2年…撤下', { kind: 'retention', retention: { isForever: false, amount: 5, unit: 'year' } }],
  ['条目化展示、信息形成（变更）20个工作日内。可链接至…但要保持数据同源', wd('信息形成（变更）', 20)],
  // The same in the ways people type it.
  ['信息形成之日起2 0个工作 日内', wd('信息形成', 20)],
  ['信息形成之日起２０个工作日内', wd('信息形成', 20)],
  ['信息形成之日起二十个工作日内', wd('信息形成', 20)],
  ['信息形成或者變更之日起20個工作日內', wd('信息形成或者变更', 20)],
  ['信息形成之日起三个月内', { kind: 'within', amount: 3, unit: 'month' }],
  ['信息形成后及时公开，最迟不超过20个工作日内', wd('信息形成', 20)],
  ['会议召开前5个工作日公开', { kind: 'before', event: '会议召开', amount: 5, unit: 'workingDay' }],
  ['选举日的二十日以前公布', { kind: 'before', event: '选举日', amount: 20, unit: 'day' }],
  ['公示7天无异议后5个工作日内公开', { ...wd('公示期满无异议', 5), posting: posting(7, 'day') }],
  ['每年十二月底前', { kind: 'date', on: { month: 12, day: 31 } }],
];

describe('written time limits', () => {
  test.each(phrases)('%s', (phrase, reading) => {
    expect(parseTerm(phrase)).toMatchObject({ unparsed: [], ...reading });
  });

  test('every phrase of the county’s catalogue is understood', () => {
    const rows = readCsv(readFileSync(path.join(projectRoot, 'seed/catalogue-county.csv'))).slice(1);
    expect(rows).toHaveLength(43);
    for (const row of rows) expect(parseTerm(row[5] ?? '').kind, row[5]).not.toBe('unknown');
    const mixed = rows.find((row) => row[2] === '村级财务收支')?.[5] ?? '';
    expect(parseTerm(mixed)).toMatchObject({
      ...per(3, 1, 20),
      steps: ['集体财务往来较多的，财务收支情况应每月公布一次'],
    });
    expect(parseTerm('长期公开，信息变更之日起3个工作日内更新')).toMatchObject({
      ...wd('信息变更', 3),
      retention: forever,
    });
  });
});

describe('wrong is worse than unknown', () => {
  test.each([
    ['', '（空）'],
    ['适时公开', '适时公开'],
    ['每年公开2次', '每年公开2次'],
    ['7天', '7天'],
    ['收到申请之日起20个工作日内答复', '收到申请之日起20个工作日内答复'],
    ['信息形成之日起20个工作日后公开', '信息形成之日起20个工作日后公开'],
    ['不早于信息形成后5日内公开', '不早于信息形成后5日内公开'],
    ['24小时内公开', '24小时内公开'],
    ['每年13月1日前', '每年13月1日前'],
    ['每年2月30日前', '每年2月30日前'],
    ['2026年1月31日前', '2026年1月31日前'],
    ['每日更新', '每日更新'],
    ['信息形成之日起20个工作日内，特殊情况另议', '特殊情况另议'],
    ['信息形成之日起0个工作日内', '信息形成之日起0个工作日内'],
  ])('“%s” is left to a person, with the piece', (phrase, piece) => {
    expect(parseTerm(phrase)).toMatchObject({ kind: 'unknown', amount: null, unparsed: [piece] });
  });

  test('two terms that contradict each other are both shown', () => {
    expect(parseTerm('每季度公开一次，每月公开一次')).toMatchObject({
      kind: 'unknown',
      unparsed: ['每季度公开一次', '每月公开一次'],
    });
  });

  test('no text makes it throw, and an understood term leaves nothing over', () => {
    const pieces = fc.constantFrom(
      ...'每季度月年日工作个20内前后公开示期长及时（），。；、 不少于之起信息形成'.split(''),
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 24 }).map((list) => list.join('')),
        (text) => {
          const term = parseTerm(text);
          expect(term.kind === 'unknown').toBe(term.unparsed.length > 0);
          if (/不/.test(text) && term.kind === 'within') expect(text).toMatch(/不超过|不晚于/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
