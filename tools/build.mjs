// Builds what has changed since the last build; with nothing changed it takes a fraction of a second.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './install.mjs';

/** Runs a program of node_modules/.bin at the root. Answers its exit status. */
export const run = (program, args, { env = {}, ...options } = {}) =>
  spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
    env: { ...process.env, PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...env },
  });

export const build = () => {
  const { status, stdout } = run('turbo', ['run', 'build', '--output-logs=errors-only', '--no-update-notifier'], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (status !== 0) {
    console.error(stdout);
    console.error('ビルドに失敗しました。上のエラーを確認してください。');
    process.exit(1);
  }
};
