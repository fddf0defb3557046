// Brings node_modules in line with the lockfile, with the pinned pnpm, whatever npm or pnpm the machine has.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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

/**
 * Runs pnpm on the project. Answers its exit status.
 * From a folder with a package.json of its own: from the project's, npx would run the pnpm in its node_modules, which this one replaces while it runs.
 */
const pnpm = (version, args) => {
  const outside = mkdtempSync(path.join(tmpdir(), 'llamune-install-'));
  const isWindows = process.platform === 'win32';
  try {
    writeFileSync(path.join(outside, 'package.json'), '{}');
    const options = { cwd: outside, stdio: ['ignore', 'inherit', 'inherit'], shell: isWindows };
    // CI: never ask. Nobody may be there to answer.
    return spawnSync('npx', ['--yes', version, '--dir', isWindows ? `"${root}"` : root, ...args], { ...options, env: { ...cleanEnv(), CI: 'true' } }).status;
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
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
  if (pnpm(packageManager, ['install', '--frozen-lockfile', '--reporter', process.stdout.isTTY ? 'default' : 'append-only']) !== 0) {
    console.error('インストールに失敗しました。ネットワーク（npm のパッケージ配布元に届くか）とディスクの空きを確認して、もう一度実行してください。');
    process.exit(1);
  }
  writeFileSync(stamp, key);
};
