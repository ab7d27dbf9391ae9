/** Kinds of body (机构) and how the sheets that list them write each. */
export const bodyKinds = {
  county: '县（市、区）',
  bureau: '部门',
  township: '乡镇（街道）',
  village: '村（社区）',
} as const;
export type BodyKind = keyof typeof bodyKinds;

const parentsOf: Record<BodyKind, readonly (BodyKind | 'none')[]> = {
  county: ['none'],
  bureau: ['county'],
  township: ['county'],
  village: ['township'],
};

/** The kind a sheet's word names; undefined: not understood. */
export function bodyKindOf(word: string): BodyKind | undefined {
  const plain = word.trim();
  if (/^(县|市|区|县（市、区）|县级)/.test(plain)) return 'county';
  if (/^(部门|局|委|办)/.test(plain)) return 'bureau';
  if (/^(乡|镇|街道|乡镇)/.test(plain)) return 'township';
  if (/^(村|社区)/.test(plain)) return 'village';
  return undefined;
}

/** What is wrong with a kind under a parent of another kind; undefined: nothing. */
export function placementFault(kind: BodyKind, parent: BodyKind | undefined): string | undefined {
  if (parentsOf[kind].includes(parent ?? 'none')) return undefined;
  return parent ? `${bodyKinds[kind]}不能放在${bodyKinds[parent]}之下` : `${bodyKinds[kind]}需要写明上级代码`;
}

export const leadingGroupRoles = { head: '组长', deputy: '副组长', member: '成员', office: '办公室主任' } as const;
export type LeadingGroupRole = keyof typeof leadingGroupRoles;
