import { NavLink } from 'react-router';

const tabs = [
  { to: '/obligations', name: '逐件' },
  { to: '/obligations/week', name: '今天和本周' },
  { to: '/obligations/bodies', name: '按机构' },
  { to: '/obligations/byitem', name: '按事项' },
  { to: '/obligations/grid', name: '村 × 事项' },
];

/** The same obligations, seen in five ways. */
export function BoardTabs() {
  return (
    <nav className="board-tabs scroll-inside" aria-label="看板">
      {tabs.map(({ to, name }) => (
        <NavLink key={to} to={to} end>
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
