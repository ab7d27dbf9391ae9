/** Right input for every write of time limits and their clock, by route: nothing but the scope can refuse it. */
export const timeLimitWrites = {
  'POST /api/obligations/:id/pause': { fromOn: '2026-05-14', approver: '某人', reason: '征求意见' },
  'POST /api/obligations/:id/resumption': { toOn: '2026-05-14' },
  'POST /api/obligations/:id/extension': { amount: 5, unit: 'workingDay', approver: '某人', reason: '数据未核实' },
  'POST /api/catalogues/readings': { phrase: '适时公开', reading: { kind: 'prompt' }, reason: '镇里说的' },
  'POST /api/catalogues/readings/ending': { phrase: '适时公开', reason: '镇里说的' },
  'PUT /api/catalogues/target': { workingDays: 5 },
};
