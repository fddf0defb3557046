import { defineConfig } from '@playwright/test';

// `SLOW=400`: each request takes so many milliseconds there, and so many back.
const slow = process.env['SLOW'];
const slowPort = 18_931;

export default defineConfig({
  testDir: './journeys',
  globalSetup: './remove-leftovers.ts',
  // Each runs a server, a PostgreSQL, a model and a browser. On two cores: journeys wait a third of their time.
  workers: 3,
  forbidOnly: true,
  // Long, since a busy machine is no fault: what never comes fails all the same.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  outputDir: './test-results',
  ...(slow && { webServer: { command: `node slow-network.mjs ${slowPort} ${slow}`, port: slowPort } }),
  use: {
    browserName: 'chromium',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording every step costs a third of the time: `TRACE=1` for whoever looks for a fault.
    trace: process.env['TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(slow && { proxy: { server: `http://127.0.0.1:${slowPort}`, bypass: '<-loopback>' } }),
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      // The browser itself must not look for any other host either.
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
