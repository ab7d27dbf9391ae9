import { describe, expect, test, vi } from 'vitest';
import { ApiFailure } from '../../console/client.ts';
import { emptyDraft } from '../rules/sheet.ts';
import { againAfterMs, keptCopy, saveAfterMs, SheetKeeper } from './keeper.ts';

function telephone() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

const start = { revision: 1, draft: emptyDraft };

describe('what is typed on the telephone', () => {
  test('is kept there at once, on the server soon after, and then only there', async () => {
    vi.useFakeTimers();
    const store = telephone();
    const send = vi.fn(({ revision }: { revision: number }) => Promise.resolve({ revision: revision + 1 }));
    const keeper = new SheetKeeper('a', start, store, send);
    keeper.edit({ text: '修路' });
    expect(keptCopy(store, 'a')?.draft.text).toBe('修路');
    expect(send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(saveAfterMs);
    expect([send.mock.calls.length, keeper.state.name, keeper.revision]).toEqual([1, 'saved', 2]);
    expect(keptCopy(store, 'a')).toBeUndefined();
    vi.useRealTimers();
  });

  test('stays while the network is away, and goes when it is back', async () => {
    vi.useFakeTimers();
    const store = telephone();
    let isAway = true;
    const keeper = new SheetKeeper('a', start, store, () =>
      isAway ? Promise.reject(new ApiFailure(0, '连不上')) : Promise.resolve({ revision: 2 }),
    );
    keeper.edit({ text: '修路' });
    await vi.advanceTimersByTimeAsync(saveAfterMs);
    expect(keeper.state.name).toBe('kept');
    expect(keptCopy(store, 'a')).toEqual({ revision: 1, draft: { ...emptyDraft, text: '修路' } });
    isAway = false;
    await vi.advanceTimersByTimeAsync(againAfterMs);
    expect([keeper.state.name, keptCopy(store, 'a')]).toEqual(['saved', undefined]);
    vi.useRealTimers();
  });

  test('is not lost to a colleague’s save: the person chooses', async () => {
    const store = telephone();
    const taken = new ApiFailure(409, '王敏在 5月15日 09:32 保存过', 'edited_meanwhile');
    const keeper = new SheetKeeper('a', start, store, ({ revision }) =>
      revision === 1 ? Promise.reject(taken) : Promise.resolve({ revision: revision + 1 }),
    );
    keeper.edit({ text: '我的' });
    expect(await keeper.save()).toBe(false);
    expect(keeper.state).toEqual({ name: 'conflict', why: '王敏在 5月15日 09:32 保存过' });
    keeper.edit({ text: '我的，再写' });
    expect(keeper.state.name).toBe('conflict');
    expect(keptCopy(store, 'a')?.draft.text).toBe('我的，再写');
    expect(await keeper.keepOwn(2)).toBe(true);
    expect([keeper.revision, keeper.draft.text]).toEqual([3, '我的，再写']);
  });
});
