import { defineConfig } from '@playwright/test';
import journeys from './playwright.config.js';

/** Takes the pictures of docs/screens.md and the README again: `npx playwright test -c screenshots.config.ts`, in this folder, after a build. Not part of the tests. */
export default defineConfig({
  ...journeys,
  testDir: './screenshots',
  reporter: [['list']],
  use: { ...journeys.use, screenshot: 'off', trace: 'off', colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } },
});
