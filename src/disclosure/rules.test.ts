import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalContent,
  draftBeginning,
  indexNumber,
  personFault,
  spokenTime,
  stateNames,
  submitFaults,
  transitionOf,
  verbNames,
  ways,
  type Route,
  type Verb,
  type VersionState,
} from './rules.ts';

const verbs = Object.keys(verbNames) as Verb[];
const states = Object.keys(stateNames) as VersionState[];

const wordsOf = (route: Route) =>
  states.flatMap((from) =>
    verbs.flatMap((verb) => {
      const way = transitionOf(verb, from, route);
      return way ? [`${from} —${verb}→ ${way.to} (${way.act})`] : [];
    }),
  );

describe('the state machine', () => {
  test('has exactly these ways', () => {
    expect(wordsOf('standard')).toEqual([
      'draft —submit→ review (disclosure.draft)',
      'draft —discard→ discarded (disclosure.draft)',
      'review —review→ confidentiality (disclosure.review)',
      'review —sendBack→ draft (disclosure.review)',
      'review —pullBack→ draft (disclosure.draft)',
      'confidentiality —clear→ signoff (disclosure.clear)',
      'confidentiality —sendBack→ draft (disclosure.clear)',
      'confidentiality —pullBack→ draft (disclosure.draft)',
      'signoff —sign→ published (disclosure.sign)',
      'signoff —sendBack→ draft (disclosure.sign)',
      'signoff —pullBack→ draft (disclosure.draft)',
    ]);
    expect(ways.standard).toHaveLength(wordsOf('standard').length);
  });

  test('has a village’s sheet reviewed by its committee; with personal data in it, also by the township', () => {
    expect(wordsOf('village')).toEqual([
      'draft —submit→ review (village.fill)',
      'draft —discard→ discarded (village.fill)',
      'review —review→ signoff (village.review)',
      'review —sendBack→ draft (village.review)',
      'review —pullBack→ draft (village.fill)',
      'signoff —sign→ published (village.fill)',
      'signoff —pullBack→ draft (village.fill)',
    ]);
    expect(wordsOf('villagePersonal')).toEqual([
      'draft —submit→ review (village.fill)',
      'draft —discard→ discarded (village.fill)',
      'review —review→ confidentiality (village.review)',
      'review —sendBack→ draft (village.review)',
      'review —pullBack→ draft (village.fill)',
      'confidentiality —clear→ signoff (disclosure.clear)',
      'confidentiality —sendBack→ draft (disclosure.clear)',
      'confidentiality —pullBack→ draft (village.fill)',
      'signoff —sign→ published (village.fill)',
      'signoff —pullBack→ draft (village.fill)',
    ]);
  });

  test('lets nothing leave what is public, replaced or given up', () => {
    for (const state of ['published', 'superseded', 'discarded'] as const)
      expect(Object.values(ways).flatMap((way) => way.filter(({ from }) => from === state))).toEqual([]);
  });

  test('whatever a crowd of people tries, what is published was written, reviewed, cleared and signed by the right persons', () => {
    const people = fc.constantFrom('甲', '乙', '丙', '丁');
    const tries = fc.array(fc.record({ who: people, verb: fc.constantFrom(...verbs) }), { maxLength: 60 });
    fc.assert(
      fc.property(people, tries, (drafter, attempts) => {
        let state: VersionState = 'draft';
        let reviewedBy: string | null = null;
        let clearedBy: string | null = null;
        for (const { who, verb } of attempts) {
          const way = transitionOf(verb, state, 'standard');
          if (!way || personFault(verb, who, { drafters: [drafter], reviewedBy, route: 'standard' })) continue;
          state = way.to;
          if (verb === 'review') reviewedBy = who;
          if (verb === 'clear') clearedBy = who;
          if (state === 'draft') reviewedBy = clearedBy = null;
          if (state !== 'published') continue;
          expect(verb).toBe('sign');
          expect(reviewedBy).not.toBeNull();
          expect(clearedBy).not.toBeNull();
          expect([reviewedBy, clearedBy, who]).not.toContain(drafter);
          expect(who).not.toBe(reviewedBy);
          return;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('only who wrote it takes it back', () => {
    const hands = { drafters: ['甲', '乙'], reviewedBy: null, route: 'standard' as const };
    expect(personFault('pullBack', '乙', hands)).toBeUndefined();
    expect(personFault('pullBack', '丙', hands)).toContain('起草人');
  });

  test('who filled in a village’s sheet posts it after the meeting, but never reviews it', () => {
    const hands = { drafters: ['甲'], reviewedBy: '乙', route: 'village' as const };
    expect(personFault('sign', '甲', hands)).toBeUndefined();
    expect(personFault('review', '甲', hands)).toContain('别的同志');
  });
});

test('a draft is handed in whole', () => {
  const content = { title: '题', documentNumber: '', issuedOn: '2026-05-15', validity: 'valid', html: '<p>文</p>' };
  expect(submitFaults(content, '文', '2026-05-15')).toEqual({});
  expect(submitFaults({ ...content, title: ' ', issuedOn: null }, '', '2026-05-15')).toEqual({
    title: '请填写标题',
    html: '正文还是空的',
    issuedOn: '请填写成文日期',
  });
  expect(submitFaults({ ...content, issuedOn: '2026-05-16' }, '文', '2026-05-15')).toEqual({
    issuedOn: '成文日期不能晚于今天',
  });
});

test('a draft that answers an obligation begins with its category and a title of who, when and what', () => {
  const item = { level1: '社会救助', level2: '低保', level3: '低保标准', event: '', period: '2026-Q3' };
  const titleOf = (fields: Partial<typeof item>) => draftBeginning('民政局', { ...item, ...fields }).title;
  expect(draftBeginning('民政局', item)).toEqual({ category: '社会救助', title: '民政局2026年第3季度低保标准' });
  expect(titleOf({ level3: '', period: '2026' })).toBe('民政局2026年低保');
  expect(titleOf({ period: 'standing' })).toBe('民政局低保标准');
  expect(titleOf({ period: 'event:x', event: '标准调整' })).toBe('民政局低保标准（标准调整）');
});

test('the index number names the body, the year and the place in it', () => {
  expect(indexNumber('210681-05', 2026, 1)).toBe('210681-05/2026-00001');
  expect(indexNumber('210681-05', 2026, 123_456)).toBe('210681-05/2026-123456');
});

test('the same content is written down in one way only', () => {
  const content = { title: '题é', documentNumber: '1号', issuedOn: null, validity: 'valid', html: '<p>é</p>' };
  const decomposed = {
    html: '<p>e\u0301</p>',
    validity: 'valid',
    issuedOn: null,
    documentNumber: '1号',
    title: '题e\u0301',
  };
  expect(canonicalContent(decomposed)).toBe(canonicalContent(content));
  expect(canonicalContent({ ...content, title: '题' })).not.toBe(canonicalContent(content));
});

test('an instant is said in Shanghai’s time', () => {
  expect(spokenTime(new Date('2026-05-15T16:05:00Z'))).toBe('5月16日 00:05');
});
