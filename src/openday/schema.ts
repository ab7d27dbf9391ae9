import { z } from 'zod';
import { findPersonalData, personalDataNames } from '../privacy/rules.ts';
import {
  materialKinds,
  satisfactions,
  visitKinds,
  type MaterialKind,
  type Satisfaction,
  type VisitKind,
} from './rules/day.ts';

const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as [K, ...K[]];
const line = (max: number, what: string) => z.string().trim().max(max, `${what}最多 ${max} 字`);

const idParam = z.object({ id: z.uuid() });
export const figureParam = idParam.extend({ figureId: z.string().max(60) });
export const stallParam = idParam.extend({ stallId: z.uuid() });
export const materialParam = idParam.extend({ materialId: z.uuid() });

export const newDayInput = z.object({
  bodyId: z.uuid('请选择主办机构'),
  name: line(100, '活动名称').min(2, '请填写活动名称'),
  heldOn: z.iso.date('请选择活动日期'),
  ordinal: z
    .number('届次是数字')
    .int('届次是整数')
    .min(1, '届次从 1 起')
    .max(99, '届次最大 99')
    .nullable()
    .default(null),
  theme: line(200, '主题').default(''),
  place: line(200, '地点').default(''),
  notice: line(300, '依据').default(''),
});
export type NewDay = z.infer<typeof newDayInput>;
export const revisedDayInput = newDayInput.omit({ bodyId: true });

export const newStallInput = z.object({
  bodyId: z.uuid('请选择展位所属机构'),
  name: line(60, '展位名称').min(1, '请填写展位名称'),
  place: line(120, '位置').default(''),
  services: line(500, '服务内容').default(''),
});
export type NewStall = z.infer<typeof newStallInput>;

export const newMaterialInput = z.object({
  stallId: z.uuid('请选择展位').nullable().default(null),
  kind: z.enum(keysOf<MaterialKind>(materialKinds), '请选择资料类别'),
  name: line(100, '资料名称').min(1, '请填写资料名称'),
  unit: line(6, '单位').regex(/^\p{Script=Han}+$/u, '单位用汉字，如 份、册、张'),
  prepared: z.number('请填写数量').int('数量是整数').min(0, '数量不能小于 0').max(10_000_000, '数量太大'),
});
export type NewMaterial = z.infer<typeof newMaterialInput>;

/** `id` is made by the client, so that sending twice counts once. */
export const newGivingInput = z.object({
  id: z.uuid(),
  count: z
    .number('请填写数量')
    .int('数量是整数')
    .min(-100_000)
    .max(100_000)
    .refine((count) => count !== 0, '数量不能是 0'),
});
export type NewGiving = z.infer<typeof newGivingInput>;

/** Texts at a stall never hold an ID or card number; a mobile number belongs in its own field. */
const storyLine = (max: number, what: string) =>
  line(max, what).superRefine((text, check) => {
    const found = findPersonalData(text)[0];
    if (found)
      check.addIssue({
        code: 'custom',
        message:
          found.type === 'mobile'
            ? `这里有手机号（${found.masked}）。需要回复时请填在“联系电话”里，这里不要写。`
            : `这里有${personalDataNames[found.type]}（${found.masked}）。来访登记不收集${personalDataNames[found.type]}，请删去。`,
      });
  });

/** One visit (来访), as it is recorded at the stall. `id` (UUIDv7) and `visitedAt` are made where the record is made. */
export const newVisitInput = z
  .object({
    id: z.uuid(),
    stallId: z.uuid('请选择展位'),
    kind: z.enum(keysOf<VisitKind>(visitKinds), '请选择类别'),
    field: storyLine(30, '领域').min(1, '请选择领域'),
    question: storyLine(2000, '反映的问题').min(1, '请填写反映的问题'),
    isAnsweredOnSpot: z.boolean('请选择是否当场答复'),
    answer: storyLine(2000, '答复').default(''),
    handOverTo: storyLine(100, '转交').default(''),
    visitorName: storyLine(40, '姓名').default(''),
    visitorPhone: z
      .string()
      .trim()
      .max(20, '电话最多 20 位')
      .regex(/^$|^(?:\+?86[- ]?)?1[3-9]\d{9}$|^(?:0\d{2,3}-?)?\d{7,8}$/, '电话号码不对，应为手机号或固定电话')
      .default(''),
    satisfaction: z.enum(keysOf<Satisfaction>(satisfactions), '请选择满意、一般或不满意').nullable().default(null),
    visitedAt: z.iso.datetime('来访时间不对'),
  })
  .superRefine((visit, check) => {
    const fault = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if (!visit.isAnsweredOnSpot && !visit.handOverTo) fault('handOverTo', '没有当场答复，请写明转交哪个机构或科室答复');
    if (visit.isAnsweredOnSpot && visit.handOverTo) fault('handOverTo', '已当场答复的不用转交');
    const contact = '已当场答复，不需要留姓名和电话，请清空';
    if (visit.isAnsweredOnSpot && visit.visitorName) fault('visitorName', contact);
    if (visit.isAnsweredOnSpot && visit.visitorPhone) fault('visitorPhone', contact);
  });
export type NewVisit = z.infer<typeof newVisitInput>;

/** What a person writes where the records are silent (〔请确认〕), by the place's name in the draft. */
export const newSummaryInput = z.object({
  remarks: z.record(z.string().max(40), line(3000, '说明')).default({}),
});
export type NewSummary = z.infer<typeof newSummaryInput>;
