import { z } from 'zod';
import { bodyKinds, type BodyKind } from '../body/rules.ts';
import { legalDateInput } from '../workday/schema.ts';

const kinds = Object.keys(bodyKinds) as [BodyKind, ...BodyKind[]];
const text = (atMost: number) => z.string().trim().max(atMost, '太长').optional();

/** The boards by body and by item. */
export const overviewFilter = z.object({
  asOf: legalDateInput.optional(),
  kind: z.enum(kinds, '没有这种机构').optional(),
  /** A body by its code, with all under it. */
  under: text(40),
  q: text(60),
  sort: z.enum(['late', 'longest', 'soon', 'rate', 'name']).default('late'),
});
export type OverviewFilter = z.infer<typeof overviewFilter>;

/** The villages of one township × what they owe. */
export const gridFilter = z.object({
  township: text(40),
  asOf: legalDateInput.optional(),
});
export type GridFilter = z.infer<typeof gridFilter>;

/** What falls due on the days around today. */
export const weekFilter = z.object({
  asOf: legalDateInput.optional(),
  under: text(40),
  days: z.coerce.number().int().min(1).max(31).default(7),
});
export type WeekFilter = z.infer<typeof weekFilter>;
