import { expect, test } from 'vitest';
import { ApiFailure } from './client.ts';
import { placeFaults, words } from './faults.ts';

const refusal = (fields: Record<string, string>) =>
  new ApiFailure(422, '有内容需要修改，请看标出的地方。', 'invalid', fields);

test('a message stands at its field, one of a list’s entries at the list', () => {
  const fields = { reason: '请写清原因', 'obligationIds.0': '不是本机构的', 'members.1.name': '请填写姓名' };
  expect(placeFaults(fields, [['reason'], ['obligationIds'], ['members', 1, 'name']])).toEqual({
    placed: [
      { name: ['reason'], errors: ['请写清原因'] },
      { name: ['obligationIds'], errors: ['不是本机构的'] },
      { name: ['members', 1, 'name'], errors: ['请填写姓名'] },
    ],
    isWhole: true,
  });
});

test('a message whose field is not on the screen is not lost: the whole refusal says it', () => {
  expect(placeFaults({ source: '请重新上传' }, [['title']])).toEqual({ placed: [], isWhole: false });
  expect(words(refusal({ source: '请重新上传。', file: '请重新上传。', title: '请填写标题。' }))).toBe(
    '请重新上传。请填写标题。',
  );
  expect(words(refusal({}))).toContain('有内容需要修改');
});
