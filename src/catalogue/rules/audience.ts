/** For whom an item or a document is public (公开对象): who may read what, and which of two is narrower. Pure. */

/** From the widest to the narrowest. */
export const audiences = {
  public: '全社会',
  village: '本村村民',
  group: '特定群体',
  internal: '单位内部',
} as const;
export type Audience = keyof typeof audiences;

const fromWidest = Object.keys(audiences) as Audience[];

/** Whether the first is narrower than the second: a village's people read at its address, a group is told one by one. */
export const isNarrower = (one: Audience, than: Audience): boolean =>
  fromWidest.indexOf(one) > fromWidest.indexOf(than);

/** The narrowest of some; of none: the public. */
export const narrowest = (some: readonly Audience[]): Audience =>
  some.reduce<Audience>((narrow, one) => (isNarrower(one, narrow) ? one : narrow), 'public');

/** Who reads on the public site without signing in. */
export interface PublicReader {
  /** The path of the village whose key the reader carries (from its QR code); undefined: none. */
  villageKeyOf?: string;
}

/**
 * Whether somebody on the public site may read a document of the body at `bodyPath`: everybody what is public, who
 * carries a village's key what that village, or its township for its villages, published for villagers.
 */
export function mayRead(audience: Audience, { villageKeyOf }: PublicReader, bodyPath: string): boolean {
  switch (audience) {
    case 'public':
      return true;
    case 'village':
      return villageKeyOf !== undefined && bodyPath !== '' && villageKeyOf.startsWith(bodyPath);
    case 'group':
    case 'internal':
      return false;
    default:
      return audience satisfies never;
  }
}

/**
 * The audience of a document: a person's choice where it is as narrow as its items ask or the office widened it, else
 * the narrowest of its items.
 */
export function audienceOf(
  items: readonly Audience[],
  { choice, isWidened }: { choice: Audience | null; isWidened: boolean },
): Audience {
  if (choice && isWidened) return choice;
  return narrowest(choice ? [...items, choice] : items);
}
