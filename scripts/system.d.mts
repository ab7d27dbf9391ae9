/** Where Chromium is: CHROMIUM_PATH, or the usual places. */
export function chromiumPath(): string | undefined;
/** Installs through apt where it may; else says exactly what to install and ends. */
export function ensureSystemPackages(): void;
