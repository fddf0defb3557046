import { expect, test } from 'vitest';
import { defaultMemoryBudget } from '../../src/llama/available-memory.js';

const GB = 2 ** 30;
const files = (content: Record<string, string>) => (file: string) => {
  const text = content[file];
  if (text === undefined) throw new Error('ENOENT');
  return text;
};

test('three quarters of the memory of the machine', () => {
  expect(defaultMemoryBudget(files({}), 16 * GB)).toBe(12 * GB);
});

test("in a container, of the container's limit", () => {
  expect(defaultMemoryBudget(files({ '/sys/fs/cgroup/memory.max': `${8 * GB}\n` }), 64 * GB)).toBe(6 * GB);
  expect(defaultMemoryBudget(files({ '/sys/fs/cgroup/memory/memory.limit_in_bytes': `${4 * GB}\n` }), 64 * GB)).toBe(3 * GB);
});

test('a limit that is none does not count', () => {
  expect(defaultMemoryBudget(files({ '/sys/fs/cgroup/memory.max': 'max\n' }), 16 * GB)).toBe(12 * GB);
  expect(defaultMemoryBudget(files({ '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n' }), 16 * GB)).toBe(12 * GB);
});
