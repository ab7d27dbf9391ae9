import { describe, expect, test } from 'vitest';
import { effective, missingDuties, unassigned, type Assignment } from './rules/assigning.ts';
import { evidenceType, fiveState, isGap, missingOf, type FiveClaim } from './rules/five.ts';
import { figureNames, figuresOf, institutionNames, institutionWords, type FigureCounts } from './rules/institution.ts';

const claim = (part: Partial<FiveClaim>): FiveClaim => ({
  ...{ people: [], section: '', documentNumber: '', amount: null, disclosureId: null, files: 0 },
  ...{ validUntil: null, confirmedAt: null, returnedRemark: null },
  ...part,
});
const today = '2026-05-15';

describe('a line of 五个落实', () => {
  test.each([
    ['leader', {}, ['姓名', '证明（文号、附件或已公开的文件，有一样就行）']],
    ['leader', { people: [{ name: '王敏' }], documentNumber: '东民发〔2026〕1号' }, []],
    ['agency', { files: 1 }, ['科室名称']],
    ['fund', { files: 1, amount: 0 }, []],
    ['fund', { files: 1 }, ['金额']],
    ['institution', { disclosureId: 'x' }, []],
  ] as const)('%s with %o lacks %o', (kind, part, lacks) => {
    expect(missingOf(kind, claim(part))).toEqual(lacks);
  });

  test.each([
    [undefined, 'empty', true],
    [claim({}), 'incomplete', true],
    [claim({ files: 1 }), 'filled', false],
    [claim({ files: 1, returnedRemark: '看不清' }), 'returned', true],
    [claim({ files: 1, confirmedAt: new Date() }), 'confirmed', false],
    [claim({ files: 1, confirmedAt: new Date(), validUntil: '2026-05-15' }), 'confirmed', false],
    [claim({ files: 1, confirmedAt: new Date(), validUntil: '2026-05-14' }), 'expired', true],
  ] as const)('%o is %s', (written, state, gap) => {
    expect(fiveState('institution', written, today)).toBe(state);
    expect(isGap(state)).toBe(gap);
  });

  test('evidence is known by its first bytes, whatever it is called', () => {
    expect(evidenceType(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg');
    expect(evidenceType(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
    expect(evidenceType(Buffer.from('<script>alert(1)</script>'))).toBeUndefined();
  });
});

describe('who is responsible for an item', () => {
  const named = (part: Partial<Record<'handler' | 'reviewer' | 'signer' | 'section', string>>): Assignment => ({
    section: part.section ?? '',
    handler: { id: null, name: part.handler ?? '' },
    reviewer: { id: null, name: part.reviewer ?? '' },
    signer: { id: null, name: part.signer ?? '' },
  });

  test('is said by the item, else by its category, else by the body, each field by itself', () => {
    const found = effective({
      item: named({ handler: '甲' }),
      category: named({ handler: '乙', reviewer: '丙', section: '低保科' }),
      body: named({ reviewer: '丁', signer: '戊' }),
    });
    expect([found.section, found.handler.name, found.reviewer.name, found.signer.name]).toEqual([
      '低保科',
      '甲',
      '丙',
      '戊',
    ]);
    expect(found.source).toEqual({ handler: 'item', reviewer: 'category', signer: 'body' });
    expect(missingDuties(found)).toEqual([]);
  });

  test('is nobody where nobody said so, and that is a gap', () => {
    const found = effective({ item: undefined, category: undefined, body: undefined });
    expect(found.source).toEqual({ handler: 'none', reviewer: 'none', signer: 'none' });
    expect(missingDuties(unassigned)).toEqual(['handler', 'reviewer', 'signer']);
  });
});

test('every figure belongs to an institution, and none recorded is said to be none', () => {
  expect(institutionNames.flatMap(figuresOf).toSorted()).toEqual(figureNames.toSorted());
  const none = Object.fromEntries(figureNames.map((name) => [name, 0])) as FigureCounts;
  expect(institutionWords('rating', none)).toBe('还没有记录');
  expect(institutionWords('rating', { ...none, rated: 100, satisfied: 99 })).toBe(
    '收到评价 100 人次，其中满意 99 人次',
  );
});
