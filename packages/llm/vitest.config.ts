import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const dist = fileURLToPath(new URL('dist', import.meta.url));

export default defineConfig({
  test: {
    // Each worker of "with-model" keeps a core busy with a model.
    maxWorkers: 2,
    projects: [
      { test: { name: 'standalone', include: ['test/standalone/**/*.test.ts', 'src/**/*.test.ts'] } },
      {
        // The engine starts its child from a file beside it, so what is tested is what was built.
        resolve: { alias: [{ find: /^(?:\.\.\/)+src\//, replacement: `${dist}/` }] },
        test: {
          name: 'with-model',
          include: ['test/with-model/**/*.test.ts'],
          globalSetup: 'test/with-model/build.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
