import { test as base, expect } from '@playwright/test';
import { Server } from '../server.js';

/** One server for all journeys of a worker; each test makes users and sessions of its own. */
export const test = base.extend<{ strictNetwork: void }, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.dispose();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // In every journey: nothing is asked of any other host, and nothing breaks the Content-Security-Policy or throws.
  strictNetwork: [
    async ({ page, server }, use) => {
      const faults: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) faults.push(`request to ${request.url()}`);
      });
      page.on('pageerror', (error) => faults.push(`error ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy/.test(message.text())) faults.push(message.text());
      });
      await use();
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };
