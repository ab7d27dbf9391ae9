import { Button } from 'antd';
import type { SaveState } from './keeper.ts';

const clock = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' });

/** How the draft stands: always in sight, in words. */
export function SaveMark({ state, onSave }: { state: SaveState; onSave: () => void }) {
  return (
    <span aria-live="polite" className={`save-mark save-mark-${state.name}`}>
      {wordsFor(state)}
      {(state.name === 'unsaved' || state.name === 'waiting' || state.name === 'refused') && (
        <Button type="link" size="small" onClick={onSave}>
          马上保存
        </Button>
      )}
    </span>
  );
}

function wordsFor(state: SaveState): string {
  switch (state.name) {
    case 'saved':
      return `已保存 ${clock.format(new Date(state.at))}`;
    case 'unsaved':
      return '有改动，几秒后自动保存';
    case 'saving':
      return '正在保存……';
    case 'waiting':
      return `还没保存上，会自动再试；请不要关闭本页。${state.why}`;
    case 'refused':
      return `没有保存：${state.why}`;
    case 'conflict':
      return '没有保存：别处也改过';
    default:
      return state satisfies never;
  }
}
