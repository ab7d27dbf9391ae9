/**
 * 政策解读: a policy and what explains it are prepared together, and the explanation is public at latest 3 working days
 * after the policy (辽政办〔2022〕43号《政策文件解读工作规范（试行）》; the catalogue's own term counts). Pure.
 */

export const interpretationSource = '《政策文件解读工作规范（试行）》（辽政办〔2022〕43号）';

interface Item {
  level1: string;
  level2: string;
}

/** Whether an item is the one by which interpretations are owed. */
export const isInterpretation = ({ level2 }: Item): boolean => /解读/.test(level2);

/** Whether a document that answers this item must be explained, where the office has not said yes or no. */
export const needsInterpretation = (item: Item): boolean =>
  !isInterpretation(item) && /规范性文件|政策文件/.test(item.level2);

/** What the interpretation of a policy is called on the board. */
export const interpretationEvent = (title: string): string => {
  const room = 100 - '公开《》'.length;
  return `公开《${title.length > room ? `${title.slice(0, room - 1)}…` : title}》`;
};
