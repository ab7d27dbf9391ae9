// node scripts/build.mjs [server] [console]: the server with esbuild (packages stay outside), the console with Vite.
import { build } from 'esbuild';
import path from 'node:path';
import { root } from './prepare.mjs';

const targets = process.argv.slice(2);
const wants = (name) => targets.length === 0 || targets.includes(name);

if (wants('server')) {
  await build({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/cli.ts', worker: 'src/attachment/worker.ts' },
    outdir: 'dist/server',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
}

if (wants('console')) {
  const vite = await import('vite');
  await vite.build({
    root: path.join(root, 'src/console'),
    configFile: path.join(root, 'src/console/vite.config.ts'),
    logLevel: 'warn',
  });
}
