import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addLogs, addSamples } from '../testing/sample-data.js';
import { testApp, type TestApp } from '../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let base: string;
/** How often logs were read. */
let reads = 0;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  evaluator = await app.signUp('evaluator');
  const { session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  // More than the buffers of both ends of a connection hold.
  await addLogs(app, session_id, Array.from({ length: 300 }, () => ({ thinking: '長'.repeat(100_000) })));
  await app.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(app.app.server.address() as AddressInfo).port}`;
  const logger = app.db.logger;
  app.db.setOptions({ logging: ['query'], logger: 'simple-console' });
  app.db.logger = { ...logger, logQuery: (sql) => void (reads += Number(sql.includes('"log"."answer"'))), logQueryError() {}, logQuerySlow() {}, logSchemaBuild() {}, logMigration() {}, log() {} };
});
beforeEach(() => void (reads = 0));
afterAll(async () => app[Symbol.asyncDispose]());

const open = async (path: string) => {
  const request = get(`${base}${path}`, { headers: { 'x-api-key': evaluator.apiKey } });
  request.on('error', () => {});
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { request, response };
};

/** How often logs were read when nothing more is read for half a second: a busy machine takes its time to fill the buffers. */
const readsInAll = async () => {
  for (let before = -1; before !== reads; await delay(500)) before = reads;
  return reads;
};

test('a file has its media type and a name with the date', async () => {
  const { headers } = await evaluator.request('HEAD', '/logs/export');
  expect(headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'content-disposition': expect.stringMatching(/^attachment; filename="llamune-logs-\d{4}-\d\d-\d\d\.csv"$/), 'cache-control': 'no-store' });
  expect((await evaluator.request('HEAD', '/logs/export?format=jsonl')).headers).toMatchObject({ 'content-type': 'application/jsonl; charset=utf-8', 'content-disposition': expect.stringContaining('.jsonl"') });
  // HEAD asks for no content: none is made.
  expect(reads).toBe(0);
});

test.each([
  ['?format=xml', 422, [{ loc: ['query', 'format'] }]],
  ['?limit=abc&evaluation=x', 422, [{ loc: ['query', 'evaluation'] }]],
  ['?time_zone=Mars/Olympus', 400, 'time_zone: "Mars/Olympus" is not the name of a time zone, as Asia/Tokyo or UTC.'],
])('a refusal of %s has its status', async (query, status, detail) => {
  const reply = await evaluator.request('GET', `/logs/export${query}`);
  expect([reply.statusCode, reply.json()]).toMatchObject([status, { detail }]);
  expect(reply.headers['content-disposition']).toBeUndefined();
});

test('is made as it is read, and no further', async () => {
  const { request, response } = await open('/logs/export?format=jsonl');
  await once(response, 'readable');
  expect(await readsInAll()).toBeLessThan(30);
  request.destroy();
});

test('whoever goes away ends the making of it', async () => {
  const { request, response } = await open('/logs/export?format=jsonl');
  await once(response, 'readable');
  request.destroy();
  expect(await readsInAll()).toBeLessThan(30);
});

test('that cannot be finished breaks off: half a file does not look like a whole one', async () => {
  const { response } = await open('/logs/export');
  await once(response, 'readable');
  await app.db.query('ALTER TABLE conversation_logs RENAME COLUMN thinking TO hidden');
  const end = new Promise<string>((resolve) => {
    response.once('end', () => resolve('complete'));
    response.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  response.resume();
  expect(await end).toBe('ECONNRESET');
  expect(response.complete).toBe(false);
  await app.db.query('ALTER TABLE conversation_logs RENAME COLUMN hidden TO thinking');
});

test('that cannot be begun is an error with a status', async () => {
  await app.db.query('ALTER TABLE conversation_logs RENAME COLUMN thinking TO hidden');
  const reply = await evaluator.request('GET', '/logs/export?format=jsonl');
  expect([reply.statusCode, reply.json()]).toEqual([500, { detail: 'Internal Server Error' }]);
  expect(reply.headers['content-disposition']).toBeUndefined();
  await app.db.query('ALTER TABLE conversation_logs RENAME COLUMN hidden TO thinking');
});
