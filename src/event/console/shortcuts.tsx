import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, read } from '../../console/client.ts';

const readShortcuts = () => read(api.events.shortcuts.$get());
export type Shortcut = Awaited<ReturnType<typeof readShortcuts>>[number];

/** Kinds of event (制定文件, 作出处罚决定 …) that narrow the items to those that they make due. */
export function Shortcuts({ chosen, onChoose }: { chosen?: string; onChoose: (one: Shortcut | undefined) => void }) {
  const shown = useQuery({ queryKey: ['events', 'shortcuts'], queryFn: readShortcuts, staleTime: 600_000 });
  return (
    <fieldset className="role-fields" aria-label="发生了哪一类事">
      <legend>发生了哪一类事（选一类，下面只列相关的公开事项）</legend>
      <div className="page-actions">
        {shown.data?.map((one) => (
          <Button
            key={one.id}
            size="small"
            type={chosen === one.id ? 'primary' : 'default'}
            aria-pressed={chosen === one.id}
            onClick={() => onChoose(chosen === one.id ? undefined : one)}
          >
            {one.name}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

/** Whether an item is one of those that such events make due, by the words of its name and time limit. */
export const isOfKind = (
  words: readonly string[],
  item: { level1: string; level2: string; timeLimit: string },
): boolean => words.some((word) => `${item.level1} ${item.level2} ${item.timeLimit}`.includes(word));
