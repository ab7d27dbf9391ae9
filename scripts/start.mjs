// `npm start`: install, build, then serve in the same terminal.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();

const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist/server/cli.js'), 'serve'], {
  stdio: 'inherit',
  env: { NODE_ENV: 'production', ...process.env },
});
// Ctrl-C reaches the child from the terminal; a signal sent to us alone is passed on.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
