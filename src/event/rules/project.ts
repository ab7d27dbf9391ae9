/** 重大建设项目的批准和实施情况 (国令第711号第二十条第十项): stages whose information must be disclosed. Pure. */
export const projectStages = { approval: '批准', start: '开工', progress: '进展', completion: '竣工' } as const;
export type ProjectStage = keyof typeof projectStages;
export const stageNames = Object.keys(projectStages) as ProjectStage[];

/** What a stage is called as an event. */
export const stageEvent = (name: string, stage: ProjectStage, note: string): string =>
  `${name}${projectStages[stage]}${note ? `（${note}）` : ''}`.slice(0, 100);
