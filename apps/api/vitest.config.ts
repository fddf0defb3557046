import { defineConfig } from 'vitest/config';

export default defineConfig({
  // What a file uses it makes itself (`testApp`): loading all modules anew for each file would take half of the time.
  test: { name: 'api', isolate: false, include: ['src/**/*.test.ts'], globalSetup: ['@llamune/db/testing/global-setup'], testTimeout: 30_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } },
});
