// What the tests need from the system: Chromium, with a Chinese font to see the pages as people do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is: CHROMIUM_PATH, or the usual places. */
export function chromiumPath() {
  return process.env.CHROMIUM_PATH ?? chromiumPaths.find((at) => existsSync(at));
}

const hasChineseFont = () => /\S/.test(spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout ?? '');

/** Installs through apt where it may; else says exactly what to install and ends. */
export function ensureSystemPackages() {
  const missing = [
    ...(chromiumPath() ? [] : ['chromium']),
    ...(hasChineseFont() ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ];
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (canInstall) {
    console.error(`正在安装测试所需的系统软件：${missing.join(' ')}……`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment };
    spawnSync('apt-get', ['update', '-q'], options);
    const done = spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...missing], options);
    if (done.status === 0) return;
  }
  console.error(
    `测试需要系统软件：${missing.join(' ')}。\n` +
      `Debian/Ubuntu：sudo apt-get install -y ${missing.join(' ')}\n` +
      '其他系统：请安装 Chromium 或 Chrome，并用 CHROMIUM_PATH 指明它的位置。',
  );
  process.exit(1);
}
