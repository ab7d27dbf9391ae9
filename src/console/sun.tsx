import { red, sun } from './theme.ts';

const rays = [0, 45, 90, 135, 180, 225, 270, 315];

/** Our mark: a sun over a line, drawn here so that nothing is loaded for it. */
export function Sun({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      {rays.map((turn) => (
        <rect key={turn} x="22.5" y="3" width="3" height="8" rx="1.5" fill={red} transform={`rotate(${turn} 24 24)`} />
      ))}
      <circle cx="24" cy="24" r="9" fill={sun} stroke={red} strokeWidth="3" />
    </svg>
  );
}
