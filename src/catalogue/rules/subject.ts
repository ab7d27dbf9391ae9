/** Which bodies the words of 公开主体 name. Pure. */

export interface SubjectBody {
  id: string;
  name: string;
  kind: 'county' | 'bureau' | 'township' | 'village';
}

export interface Binding {
  bodyIds: string[];
  /** The words that name no body we know. */
  unclear: string[];
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

/**
 * Binds the cell's words to bodies: groups (各局, 各乡镇人民政府, 村民委员会), a bureau by the name it has in any county
 * (县民政局 is 东港市民政局), the county's own office. A word that names none, or more than one, is left to a person.
 */
export function bindSubject(cell: string, bodies: readonly SubjectBody[]): Binding {
  const county = bodies.find(({ kind }) => kind === 'county');
  const ids = new Set<string>();
  const unclear: string[] = [];
  const words = cell
    .normalize('NFKC')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(/\s+/g, '')
    .split(/(?:[,，;；]|、(?![^（]*）))+/)
    .filter(Boolean);
  for (const word of words) {
    const whole = bodiesOf(word, bodies, county?.name ?? '');
    // 和 joins two bodies, but also stands in the name of one (发展和改革局).
    const parts =
      whole.length > 0 ? [whole] : word.split(/以及|和|及/).map((part) => bodiesOf(part, bodies, county?.name ?? ''));
    if (parts.some((found) => found.length === 0)) unclear.push(word);
    else for (const { id } of parts.flat()) ids.add(id);
  }
  return { bodyIds: [...ids], unclear: cell.trim() === '' ? ['（空）'] : unclear };
}

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
