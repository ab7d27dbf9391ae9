/** Completeness checks (公开日前检查) and the tasks that come of them (整改任务). Pure. */

export const occasions = { openday: '政务公开日前', inspection: '迎接检查前', other: '其他' } as const;
export type Occasion = keyof typeof occasions;

export const gapFaults = {
  late: '逾期没公开',
  missing: '到那天前要公开',
  unclear: '期限没确认',
  stale: '没更新、没核对',
  link: '链接打不开',
} as const;
export type GapFault = keyof typeof gapFaults;

export const taskStates = { todo: '待办', done: '已办，待确认', confirmed: '已确认', returned: '退回重办' } as const;
export type TaskState = keyof typeof taskStates;

export const taskVerbs = { finish: '办完了', confirm: '确认', return: '退回' } as const;
export type TaskVerb = keyof typeof taskVerbs;

/** The state that an act leads to; undefined: it may not be done in that state. */
export function afterAct(state: TaskState, verb: TaskVerb): TaskState | undefined {
  switch (verb) {
    case 'finish':
      return state === 'todo' || state === 'returned' ? 'done' : undefined;
    case 'confirm':
      return state === 'done' ? 'confirmed' : undefined;
    case 'return':
      return state === 'done' ? 'returned' : undefined;
    default:
      return verb satisfies never;
  }
}
