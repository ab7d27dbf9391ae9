import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findInHtml, markHtml, maskHtml } from './html.ts';
import { findPersonalData, isIdNumber, maskPersonalData } from './rules.ts';

const types = (text: string) => findPersonalData(text).map(({ type }) => type);

/** A number with the right check character for these 17 digits (GB 11643). */
function idNumber(first17: string): string {
  return [...'0123456789X'].map((check) => first17 + check).find(isIdNumber) ?? 'none';
}
const regions = fc.constantFrom('210681', '110101', '440305', '650102');
const days = fc
  .integer({ min: 0, max: 40_000 })
  .map((n) => new Date(Date.UTC(1910, 0, 1 + n)).toISOString().slice(0, 10));
const ids = fc
  .tuple(regions, days, fc.integer({ min: 0, max: 999 }))
  .map(([region, day, order]) => idNumber(region + day.replaceAll('-', '') + String(order).padStart(3, '0')));

describe('personal data is found however it is written', () => {
  test.each([
    ['身份证号 11010519491231002X。', ['idNumber'], '11*************02X'],
    ['身份证号 11010519491231002x。', ['idNumber'], '11*************02X'],
    ['１１０１０５１９４９１２３１００２Ｘ', ['idNumber'], '11*************02X'],
    ['110105 19491231 002X', ['idNumber'], '11*************02X'],
    ['110105-19491231-002X', ['idNumber'], '11*************02X'],
    ['联系人张三，13800138000。', ['mobile'], '138****8000'],
    ['138 0013 8000', ['mobile'], '138****8000'],
    ['138-0013-8000', ['mobile'], '138****8000'],
    ['+86 138 0013 8000', ['mobile'], undefined],
    ['卡号6222 0212 3456 7890 128', ['bankCard'], undefined],
    ['张三 11010519491231002X 13800138000', ['idNumber', 'mobile'], undefined],
    ['11010519491231002X13800138000', ['idNumber'], '11*************02X'],
    ['13800138000 13900139000', ['mobile', 'mobile'], '138****8000'],
    ['13800138000、13900139000', ['mobile', 'mobile'], '138****8000'],
  ])('%s', (text, expected, masked) => {
    const withLuhn = text.replace('6222 0212 3456 7890 128', luhn('622202123456789012'));
    expect(types(withLuhn)).toEqual(expected);
    if (masked) expect(findPersonalData(withLuhn)[0]?.masked).toBe(masked);
  });

  test('every valid ID number, with random words, blanks and marks around it', () => {
    const around = fc.constantFrom('', '：', ' ', '（', '，', '号', '\n', '身份证');
    fc.assert(
      fc.property(ids, around, around, fc.boolean(), (id, before, after, isSpaced) => {
        const written = isSpaced ? `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}` : id;
        const text = before + written + after;
        expect(types(text)).toEqual(['idNumber']);
        expect(maskPersonalData(text)).not.toContain(id.slice(6, 14));
        expect(findPersonalData(maskPersonalData(text))).toEqual([]);
      }),
    );
  });
});

describe('what only looks like personal data is left alone', () => {
  test.each([
    ['办公电话 0415-7145566'],
    ['传真 024-86892345、政务热线12345'],
    ['统一社会信用代码 91210681MA0P4XYZ1B'],
    ['统一社会信用代码 112106810012345678'],
    ['东政办发〔2026〕12号'],
    ['总投资 1380013800.55 元'],
    ['项目代码 2026-210681-54-01-138001'],
    ['身份证号 110105194912310021'],
    ['身份证号 11010519490231002X'],
    ['编码 A13800138000B'],
    ['订单 138001380001380013800'],
    ['2026年5月15日 09:00'],
    ['138****8000 和 35*************123'],
  ])('%s', (text) => {
    expect(types(text)).toEqual([]);
  });

  test('random digits are nearly never taken for an ID number', () => {
    let found = 0;
    for (let at = 0; at < 20_000; at += 1) {
      const digits = Array.from({ length: 18 }, () => Math.floor(Math.random() * 10)).join('');
      if (types(digits).includes('idNumber')) found += 1;
    }
    expect(found).toBeLessThan(20);
  });
});

describe('masking a document', () => {
  test('keeps its marks and hides the number that a mark splits', () => {
    const html =
      '<p>联系人：<strong>138</strong>00138000，身份证<em>110105</em>19491231002X</p><table><tr><td>13900139000</td></tr></table>';
    expect(findInHtml(html).map(({ type }) => type)).toEqual(['mobile', 'idNumber', 'mobile']);
    const masked = maskHtml(html);
    expect(masked).toBe(
      '<p>联系人：<strong>138****8000</strong>，身份证<em>11*************02X</em></p><table><tr><td>139****9000</td></tr></table>',
    );
  });

  test('shows to the checking eye where each stands', () => {
    expect(markHtml('<p>电<b>138</b>00138000&amp;</p>')).toBe(
      '<p>电<b><mark>138</mark></b><mark>00138000</mark>&amp;</p>',
    );
  });

  test('the words shown around one number do not let out the next', () => {
    const findings = findInHtml('<p>张三13800138000，身份证11010519491231002X。</p>');
    expect(findings.map(({ before, after }) => [before, after])).toEqual([
      ['张三', '，身份证********'],
      ['********，身份证', '。'],
    ]);
  });

  test('numbers in neighbouring cells are not read as one', () => {
    expect(findInHtml('<table><tr><td>138001</td><td>38000</td></tr></table>')).toEqual([]);
  });

  test('masking any document twice changes nothing more, and leaves nothing to find', () => {
    const parts = fc.array(
      fc.oneof(ids, fc.constantFrom('<p>', '</p>', '<b>', '</b>', '13800138000', ' ', '&amp;', '字', '&lt;')),
    );
    fc.assert(
      fc.property(parts, (chosen) => {
        const once = maskHtml(chosen.join(''));
        expect(findInHtml(once)).toEqual([]);
        expect(maskHtml(once)).toBe(once);
      }),
    );
  });
});

function luhn(digits: string): string {
  const ok = [...'0123456789'].map((check) => digits + check).find((card) => types(card).includes('bankCard'));
  return ok ?? digits;
}
