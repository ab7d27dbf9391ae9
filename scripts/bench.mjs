// npm run bench, npm run bench:kill: makes the checkout ready, then runs one measurement. Arguments after -- go to it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build, install, root } from './prepare.mjs';

const [name, ...args] = process.argv.slice(2);
install();
build();
const tsx = path.join(root, 'node_modules/.bin/tsx');
const { status } = spawnSync(tsx, [`bench/${name}.ts`, ...args], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
