import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const dist = fileURLToPath(new URL('dist', import.meta.url));

export default defineConfig({
  // The engine starts its child from a file beside it, so what is tested is what was built.
  resolve: { alias: [{ find: /^(?:\.\.\/)+src\//, replacement: `${dist}/` }] },
  test: {
    name: 'llm',
    include: ['test/**/*.test.ts'],
    globalSetup: './test/with-model/build.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A second, the default, is little for a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
