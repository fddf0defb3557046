import { expect, test } from 'vitest';
import { defaultThreads } from '../../src/llama/available-threads.js';

const files = (contents: Record<string, string>) => (file: string) => {
  const content = contents[file];
  if (content === undefined) throw new Error('ENOENT');
  return content;
};

test('one core is left to the rest of the machine', () => {
  expect(defaultThreads(files({}), 8)).toBe(7);
});

test('a machine with one core has one thread', () => {
  expect(defaultThreads(files({}), 1)).toBe(1);
});

test('a container gets no more threads than its quota', () => {
  expect(defaultThreads(files({ '/sys/fs/cgroup/cpu.max': '400000 100000\n' }), 64)).toBe(3);
  expect(defaultThreads(files({ '/sys/fs/cgroup/cpu.max': '50000 100000\n' }), 64)).toBe(1);
});

test('the older spelling of the quota is understood', () => {
  const old = { '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '300000\n', '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n' };
  expect(defaultThreads(files(old), 64)).toBe(2);
});

test('no quota is no limit', () => {
  expect(defaultThreads(files({ '/sys/fs/cgroup/cpu.max': 'max 100000\n' }), 4)).toBe(3);
  expect(defaultThreads(files({ '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n', '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n' }), 4)).toBe(3);
});
