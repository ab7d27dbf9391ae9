/**
 * 责任到人: who handles, reviews and signs each catalogue item of a body (谁上传谁负责、谁审核谁负责、谁签发谁负责).
 * What an item does not say it takes from its category, and that from the body. Pure.
 */

export const duties = { handler: '经办', reviewer: '审核', signer: '签发（分管领导）' } as const;
export type Duty = keyof typeof duties;
export const dutyNames = Object.keys(duties) as Duty[];

/** A person chosen from the accounts, or by name only. */
export interface Person {
  id: string | null;
  name: string;
}

export interface Assignment {
  section: string;
  handler: Person;
  reviewer: Person;
  signer: Person;
}

export const nobody: Person = { id: null, name: '' };
export const unassigned: Assignment = { section: '', handler: nobody, reviewer: nobody, signer: nobody };

export type AssignmentSource = 'item' | 'category' | 'body' | 'none';

/** The first of item, category and body that says it, field by field. */
export function effective(levels: {
  item: Assignment | undefined;
  category: Assignment | undefined;
  body: Assignment | undefined;
}): Assignment & { source: Record<Duty, AssignmentSource> } {
  const order = [
    ['item', levels.item],
    ['category', levels.category],
    ['body', levels.body],
  ] as const;
  const from = (duty: Duty) => order.find(([, level]) => (level?.[duty].name ?? '') !== '');
  const person = (duty: Duty) => from(duty)?.[1]?.[duty] ?? nobody;
  return {
    section: order.find(([, level]) => (level?.section ?? '') !== '')?.[1]?.section ?? '',
    handler: person('handler'),
    reviewer: person('reviewer'),
    signer: person('signer'),
    source: {
      handler: from('handler')?.[0] ?? 'none',
      reviewer: from('reviewer')?.[0] ?? 'none',
      signer: from('signer')?.[0] ?? 'none',
    },
  };
}

/** The duties for which nobody is named. */
export const missingDuties = (assignment: Assignment): Duty[] =>
  dutyNames.filter((duty) => assignment[duty].name === '');

/** Items of the same name with the same persons, as two catalogues may have them, once: for tables that people read. */
export function onceEach<T extends Assignment & { level1: string; level2: string; level3: string }>(
  items: readonly T[],
): T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const people = dutyNames.map((duty) => item[duty].name);
    const key = [item.level1, item.level2, item.level3, item.section, ...people].join('\n');
    return !seen.has(key) && seen.add(key);
  });
}
