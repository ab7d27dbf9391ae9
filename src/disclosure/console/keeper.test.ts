import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiFailure } from '../../console/client.ts';
import { DraftKeeper, saveAfterMs, tryAgainAfterMs, type DraftFields } from './keeper.ts';

const fields: DraftFields = {
  ...{ title: '题', category: '类', documentNumber: '', issuedOn: null },
  ...{ validity: 'valid', html: '<p>文</p>', source: null },
};
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server with one draft: takes what names its revision, refuses the rest. */
function server() {
  const state = { revision: 1, title: '题', isAway: false, saves: 0 };
  const send = async (draft: DraftFields & { revision: number }) => {
    await new Promise((resolve) => void setTimeout(resolve, 100));
    if (state.isAway) throw new ApiFailure(0, '连不上服务器');
    if (draft.revision !== state.revision) throw new ApiFailure(409, '王敏 在 09:32 保存过', 'edited_meanwhile');
    if (draft.title === '坏') throw new ApiFailure(422, '有内容需要修改', 'invalid', { title: '标题不对' });
    Object.assign(state, { title: draft.title, revision: state.revision + 1, saves: state.saves + 1 });
    return { revision: state.revision, savedAt: '2026-05-15T01:32:00Z' };
  };
  const keeper = new DraftKeeper({ fields, savedAt: '2026-05-15T01:00:00Z', revision: 1 }, send);
  return { state, keeper };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a draft that is typed', () => {
  test('is saved by itself a moment after the last stroke, once', async () => {
    const { state, keeper } = server();
    for (const title of ['低', '低保', '低保标准']) {
      keeper.edit({ title });
      await pass(300);
    }
    expect([state.saves, keeper.kept.state.name]).toEqual([0, 'unsaved']);
    await pass(saveAfterMs + 200);
    expect([state.saves, state.title, keeper.kept.state.name]).toEqual([1, '低保标准', 'saved']);
  });

  test('is saved again when it was edited while a save was under way', async () => {
    const { state, keeper } = server();
    keeper.edit({ title: '甲' });
    const saved = keeper.save();
    await pass(50);
    keeper.edit({ title: '乙' });
    await pass(60);
    expect(await saved).toBe(false);
    await pass(saveAfterMs + 200);
    expect([state.saves, state.title, keeper.hasUnsaved]).toEqual([2, '乙', false]);
  });

  test('keeps the text while nothing answers, and saves it when the server is back', async () => {
    const { state, keeper } = server();
    state.isAway = true;
    keeper.edit({ title: '丙' });
    await pass(saveAfterMs + 200);
    expect([keeper.kept.state.name, keeper.kept.fields.title]).toEqual(['waiting', '丙']);
    await pass(3 * tryAgainAfterMs);
    state.isAway = false;
    await pass(tryAgainAfterMs + 200);
    expect([state.title, keeper.kept.state.name]).toEqual(['丙', 'saved']);
  });

  test('says at which field the server refused it, and goes on after the correction', async () => {
    const { state, keeper } = server();
    keeper.edit({ title: '坏' });
    expect(await Promise.all([keeper.save(), pass(200)])).toContain(false);
    expect(keeper.kept.state).toMatchObject({ name: 'refused', fields: { title: '标题不对' } });
    keeper.edit({ title: '好' });
    await pass(saveAfterMs + 200);
    expect(state.title).toBe('好');
  });

  test('stops where a colleague saved, loses neither text, and goes on as the person decides', async () => {
    const { state, keeper } = server();
    Object.assign(state, { revision: 5, title: '同事的' });
    keeper.edit({ title: '我的' });
    await pass(saveAfterMs + 200);
    expect([keeper.kept.state.name, keeper.kept.fields.title, state.title]).toEqual(['conflict', '我的', '同事的']);
    keeper.edit({ title: '我的再改' });
    await pass(10 * saveAfterMs);
    expect(state.title).toBe('同事的');
    const kept = keeper.keepOwn(5);
    await pass(200);
    expect([await kept, state.title]).toEqual([true, '我的再改']);
  });
});
