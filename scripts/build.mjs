// node scripts/build.mjs [server] [console]: the server with esbuild (packages stay outside), the console with Vite.
import { build } from 'esbuild';
import { existsSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

const targets = process.argv.slice(2);
const wants = (name) => targets.length === 0 || targets.includes(name);

if (wants('server')) {
  await replaced('server', (outdir) =>
    build({
      absWorkingDir: root,
      entryPoints: {
        cli: 'src/cli/cli.ts',
        worker: 'src/attachment/worker.ts',
        workbook: 'src/catalogue/workbookparser.ts',
        wordtables: 'src/catalogue/wordtables.ts',
        photo: 'src/attachment/photoworker.ts',
      },
      outdir,
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
    }),
  );
}

if (wants('console')) {
  const vite = await import('vite');
  await replaced('console', (outDir) =>
    vite.build({
      root: path.join(root, 'src/console'),
      configFile: path.join(root, 'src/console/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir },
    }),
  );
}

/** Builds aside and puts the result in place at once, so that a build that fails or is killed leaves the old one whole. */
async function replaced(name, make) {
  const made = path.join(root, 'dist', name);
  const aside = `${made}.${process.pid}`;
  const old = `${aside}.old`;
  try {
    await make(aside);
    if (existsSync(made)) renameSync(made, old);
    renameSync(aside, made);
  } finally {
    for (const folder of [aside, old]) rmSync(folder, { recursive: true, force: true });
  }
}
