/** Which bodies the words of 公开主体 name. Pure. */

export interface SubjectBody {
  id: string;
  name: string;
  kind: 'county' | 'bureau' | 'township' | 'village';
  /** Codes from the root down, each ended by '/'. */
  path: string;
}

/** Every body of a kind that stands below another (null: of the county); a body made later belongs to it too. */
export const subjectGroups = { bureaus: '各部门', townships: '各乡镇（街道）', villages: '各村（社区）' } as const;
export type SubjectGroup = keyof typeof subjectGroups;

/** Whom a person says that words of 公开主体 mean. */
export type SubjectTarget = { body: string } | { group: SubjectGroup; under: string | null };

/** By the words as `subjectWords` gives them; an empty list: nobody, on purpose. */
export type SubjectMapping = ReadonlyMap<string, readonly SubjectTarget[]>;

const kindOfGroup = { bureaus: 'bureau', townships: 'township', villages: 'village' } as const;

export interface Binding {
  bodyIds: string[];
  /** The words that name no body we know. */
  unclear: string[];
  /** A person said what some of the words mean. */
  isSaid?: boolean;
}

const groups: readonly { words: RegExp; isIn: (body: SubjectBody) => boolean }[] = [
  {
    words: /^(?:县|市|区)?(?:直)?(?:各|政府各)(?:有关)?(?:局|委办局|部门|政府部门|县直部门|单位|职能部门|委局)$/,
    isIn: ({ kind }) => kind === 'bureau',
  },
  { words: /^(?:政府)?(?:各)?(?:有关|相关|主管|职能)部门$/, isIn: () => false },
  {
    words:
      /^各?(?:乡镇|乡（镇）|镇|乡|街道|镇街|乡镇街道|乡镇（街道）|乡（镇、街道）)(?:人民政府|政府|办事处)?(?:（街道办事处）)?$/,
    isIn: ({ kind }) => kind === 'township',
  },
  {
    words:
      /^各?(?:村民委员会|居民委员会|村委会|居委会|村（居）民委员会|村（居）委会|村|社区|行政村|村（社区）|村党组织|村级党组织|村党支部|村党总支)$/,
    isIn: ({ kind }) => kind === 'village',
  },
];

const countyPrefix = /^(?:县|市|区|本级|本县|本市|本区)/;

/** Words of 公开主体 as they are compared and remembered: in the usual width, without spaces. */
export const subjectWords = (words: string): string =>
  words.normalize('NFKC').replaceAll('(', '（').replaceAll(')', '）').replaceAll(/\s+/g, '');

/** The bodies that targets name now; a body that is no more names none. */
export function targetBodies(targets: readonly SubjectTarget[], bodies: readonly SubjectBody[]): SubjectBody[] {
  const found = targets.flatMap((target) => {
    if ('body' in target) return bodies.filter(({ id }) => id === target.body);
    const above = target.under === null ? undefined : bodies.find(({ id }) => id === target.under);
    if (target.under !== null && !above) return [];
    return bodies.filter(
      ({ kind, path }) =>
        kind === kindOfGroup[target.group] && path.startsWith(above?.path ?? '') && path !== above?.path,
    );
  });
  return [...new Set(found)];
}

const nobody: SubjectMapping = new Map();

/**
 * Binds the cell's words to bodies: what a person said they mean; groups (各局, 各乡镇人民政府, 村民委员会), a bureau by the
 * name it has in any county (县民政局 is 东港市民政局), the county's own office. A word that names none, or more than one, is
 * left to a person.
 */
export function bindSubject(cell: string, bodies: readonly SubjectBody[], mapping = nobody): Binding {
  if (cell.trim() === '') return { bodyIds: [], unclear: ['（空）'] };
  const said = mapping.get(subjectWords(cell));
  if (said) return { bodyIds: targetBodies(said, bodies).map(({ id }) => id), unclear: [], isSaid: true };
  // A line break parts two names, or stands in the middle of one.
  const [one = bindWords([], bodies, mapping), other = one] = [cell, cell.replaceAll(/\s*\n\s*/g, '、')].map((text) =>
    bindWords(wordsOf(text), bodies, mapping),
  );
  return other.unclear.length < one.unclear.length ? other : one;
}

function bindWords(words: readonly string[], bodies: readonly SubjectBody[], mapping: SubjectMapping): Binding {
  const county = bodies.find(({ kind }) => kind === 'county');
  const ids = new Set<string>();
  const unclear: string[] = [];
  let isSaid = false;
  for (const word of words) {
    const meant = mapping.get(word);
    if (meant) {
      isSaid = true;
      for (const { id } of targetBodies(meant, bodies)) ids.add(id);
      continue;
    }
    const whole = bodiesOf(word, bodies, county?.name ?? '');
    // 和 joins two bodies, but also stands in the name of one (发展和改革局).
    const parts =
      whole.length > 0 ? [whole] : word.split(/以及|和|及/).map((part) => bodiesOf(part, bodies, county?.name ?? ''));
    if (parts.some((found) => found.length === 0)) unclear.push(word);
    else for (const { id } of parts.flat()) ids.add(id);
  }
  return { bodyIds: [...ids], unclear, isSaid };
}

const wordsOf = (cell: string): string[] =>
  subjectWords(cell)
    .split(/(?:[,，;；]|、(?![^（]*）))+/)
    .filter(Boolean);

function bodiesOf(word: string, bodies: readonly SubjectBody[], countyName: string): SubjectBody[] {
  const group = groups.find(({ words }) => words.test(word));
  if (group) return bodies.filter(group.isIn);
  const exact = bodies.filter(({ name }) => name === word);
  if (exact.length > 0) return exact.length === 1 ? exact : [];
  if (/^(?:县|市|区)(?:人民)?政府$/.test(word)) return bodies.filter(({ kind }) => kind === 'county');
  const plain = word.replace(countyPrefix, '').replace(/^(?:人民)?政府办(?:公室)?$/, '人民政府办公室');
  if (plain.length < 3) return [];
  const named = bodies.filter(({ name, kind }) => kind === 'bureau' && name === countyName + plain);
  if (named.length === 1) return named;
  const township = bodies.filter(
    ({ name, kind }) => kind === 'township' && name.replace(/人民政府$/, '') === word.replace(/(?:人民)?政府$/, ''),
  );
  return township.length === 1 ? township : [];
}
