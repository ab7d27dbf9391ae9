/** Our mark: the sun over the horizon. The same drawing as sun.svg, in the page's own colours. */
export function SunMark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
      <g className="mark-sun">
        <circle cx="16" cy="20" r="8" />
        <path d="M16 3.5v4.6M4.6 8.3l3.2 3.2M27.4 8.3l-3.2 3.2" />
      </g>
      <path className="mark-land" d="M1.5 21h29v4.2h-29z" />
    </svg>
  );
}
