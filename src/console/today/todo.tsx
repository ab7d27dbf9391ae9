import type { ReactNode } from 'react';
import { LinkButton } from '../linkbutton.tsx';

interface TodoProps {
  what: ReactNode;
  when: ReactNode;
  to: string;
  action: string;
  isFirst?: boolean;
}

/** One thing to do: what, by when, and the one button that leads there. */
export function Todo({ what, when, to, action, isFirst }: TodoProps) {
  return (
    <li>
      <div className="todo-what">
        <p>{what}</p>
        <p className="todo-when">{when}</p>
      </div>
      <LinkButton to={to} type={isFirst ? 'primary' : 'default'}>
        {action}
      </LinkButton>
    </li>
  );
}
