import { startTestPostgres, type TestPostgres } from './test-postgres.js';

/** Where `createTestDatabase` looks; test processes inherit it. */
export const testPostgresVariable = 'LLAMUNE_TEST_POSTGRES';

// One server for all projects of a vitest run, however many copies of this module they load.
const shared = globalThis as { llamuneTestPostgres?: { users: number; started: Promise<TestPostgres> } };

/** A globalSetup of vitest: `globalSetup: ['@llamune/db/testing/global-setup']`. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = (shared.llamuneTestPostgres ??= { users: 0, started: startTestPostgres() });
  server.users += 1;
  const postgres = await server.started;
  process.env[testPostgresVariable] = JSON.stringify({ adminUrl: postgres.adminUrl, template: postgres.template });
  return async () => {
    server.users -= 1;
    if (server.users > 0) return;
    delete shared.llamuneTestPostgres;
    await postgres.stop();
  };
}
