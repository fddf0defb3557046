// Brings node_modules in line with the lockfile, with the pinned pnpm, whatever npm or pnpm the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stamp = path.join(root, 'node_modules/.installed');

/** What the installed tree depends on. Not the version of Node: nothing in it is compiled for one, and an update of Node must not need the network. */
const wanted = () => {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
};

/** `npm start` hands its own settings down; pnpm would take some of them for its own. */
const cleanEnv = () => {
  const kept = /^npm_config_(registry|cache|proxy|https?_proxy|noproxy|cafile|userconfig)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name) || kept.test(name)));
};

export const install = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node.js 20.19 以上が必要です（いまは ${process.version}）。https://nodejs.org/ から新しい版を入れてください。`);
    process.exit(1);
  }
  const key = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  console.log('必要な部品をインストールしています（初回は数分かかります）…');
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const result = spawnSync('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter', process.stdout.isTTY ? 'default' : 'append-only'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // CI: never ask. Nobody may be there to answer.
    env: { ...cleanEnv(), CI: 'true' },
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    console.error('インストールに失敗しました。ネットワーク（npm のパッケージ配布元に届くか）とディスクの空きを確認して、もう一度実行してください。');
    process.exit(1);
  }
  writeFileSync(stamp, key);
};
