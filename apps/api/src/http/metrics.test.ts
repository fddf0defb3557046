import { ApiKey } from '@llamune/db';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseExposition, valueOf, type Sample } from '../testing/exposition.js';
import { addSamples } from '../testing/sample-data.js';
import { testApp, type TestApp } from '../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let admin: typeof evaluator;
let session: number;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  [evaluator, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('admin')]);
  session = (await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id, system_prompt: '' })).session_id;
});
afterAll(async () => app[Symbol.asyncDispose]());

const get = (headers: Record<string, string> = {}) => app.app.inject({ url: '/metrics', headers });
const scrape = async (): Promise<Sample[]> => {
  const reply = await get({ authorization: `Bearer ${admin.apiKey}` });
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return parseExposition(reply.body);
};
const ask = (question: string) => evaluator.request('POST', '/chat', { session_id: session, question });
const sample = { model: 'sample', version: '1' };

test('answers are counted with their tokens and times', async () => {
  expect((await ask('減価償却とは？')).statusCode).toBe(201);
  expect((await ask('売掛金とは？')).statusCode).toBe(201);
  expect((await ask('fail-midway')).statusCode).toBe(502);
  expect((await ask('too-long')).statusCode).toBe(400);
  const samples = await scrape();
  expect(valueOf(samples, 'llamune_answers_total', { ...sample, finish_reason: 'stop' })).toBe(2);
  expect(valueOf(samples, 'llamune_answers_total', { ...sample, finish_reason: 'failed' })).toBe(2);
  expect(valueOf(samples, 'llamune_answer_failures_total', { error_code: 'engine_crashed' })).toBe(1);
  expect(valueOf(samples, 'llamune_answer_failures_total', { error_code: 'context_length_exceeded' })).toBe(1);
  for (const name of ['llamune_queue_wait_seconds', 'llamune_time_to_first_token_seconds', 'llamune_answer_duration_seconds'])
    expect([name, valueOf(samples, `${name}_count`, sample), valueOf(samples, `${name}_bucket`, { ...sample, le: '+Inf' })]).toEqual([name, 2, 2]);
  // The scripted engine takes a character for a token of the prompt, and answers in four pieces.
  expect(valueOf(samples, 'llamune_prompt_tokens_total')).toBe('減価償却とは？売掛金とは？'.length);
  expect(valueOf(samples, 'llamune_completion_tokens_total')).toBe(8);
  expect(valueOf(samples, 'llamune_cached_prompt_tokens_total')).toBe(0);
  expect([valueOf(samples, 'llamune_engine_decodes_total'), valueOf(samples, 'llamune_engine_decoded_sequences_total')]).toEqual([8, 8]);
});

test('an answer in the making is unfinished and running until it ends', async () => {
  const { log_id } = await evaluator.call.chat.ask({ session_id: session, question: 'slow' });
  const unfinishedAndRunning = async () => {
    const samples = await scrape();
    return [valueOf(samples, 'llamune_unfinished_answers'), valueOf(samples, 'llamune_running_answers')];
  };
  // Asking returns before the engine has begun; and who waits for an end is told of it a moment before it is off the list.
  await vi.waitFor(async () => expect(await unfinishedAndRunning()).toEqual([1, 1]), 20_000);
  await evaluator.call.chat.stop({ log_id });
  await vi.waitFor(async () => expect(await unfinishedAndRunning()).toEqual([0, 0]), 20_000);
  expect(valueOf(await scrape(), 'llamune_answers_total', { ...sample, finish_reason: 'stopped' })).toBe(1);
});

test('engine, models, database and process are told, and no path of this machine', async () => {
  await scrape();
  const samples = await scrape();
  expect(valueOf(samples, 'llamune_queue_capacity_questions')).toBe(100);
  expect(valueOf(samples, 'llamune_model_memory_budget_bytes')).toBe(2 ** 33);
  expect(valueOf(samples, 'llamune_model_resident_bytes', { file: 'sample.gguf' })).toBe(2000);
  expect(['loading', 'ready', 'failed'].map((state) => valueOf(samples, 'llamune_loaded_models', { state }))).toEqual([0, 1, 0]);
  expect(valueOf(samples, 'llamune_engine_restarts_total')).toBe(0);
  expect(valueOf(samples, 'llamune_build_info', { version: '0.0.0-test' })).toBe(1);
  expect([valueOf(samples, 'llamune_database_up'), valueOf(samples, 'llamune_database_waiting_requests')]).toEqual([1, 0]);
  expect(valueOf(samples, 'llamune_database_connections', { state: 'idle' })).toBeGreaterThan(0);
  for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) expect(valueOf(samples, name)).toBeGreaterThan(0);
  expect(JSON.stringify(samples)).not.toContain(app.modelsDir);
});

test('a model that was unloaded leaves nothing behind', async () => {
  const [model] = await admin.call.models.list({});
  await admin.call.models.unload({ model_id: model!.id });
  const samples = await scrape();
  expect(valueOf(samples, 'llamune_loaded_models', { state: 'ready' })).toBe(0);
  expect(samples.filter(({ name }) => name === 'llamune_model_resident_bytes')).toEqual([]);
});

test('two servers in one process count for themselves', async () => {
  await using second = await testApp();
  const other = await second.signUp('admin');
  const reply = await second.app.inject({ url: '/metrics', headers: { 'x-api-key': other.apiKey } });
  expect(parseExposition(reply.body).filter(({ name }) => name === 'llamune_answers_total')).toEqual([]);
});

test('only an admin’s key opens it, in either header', async () => {
  const refused = async (headers: Record<string, string>) => {
    const reply = await get(headers);
    return [reply.statusCode, reply.json()];
  };
  expect(await refused({})).toEqual([401, { detail: 'Not authenticated' }]);
  expect(await refused({ 'x-api-key': '' })).toEqual([401, { detail: 'Not authenticated' }]);
  expect(await refused({ authorization: `Basic ${admin.apiKey}` })).toEqual([401, { detail: 'Not authenticated' }]);
  expect(await refused({ authorization: 'Bearer llamune_wrong' })).toEqual([401, { detail: 'Invalid API Key' }]);
  expect(await refused({ 'x-api-key': evaluator.apiKey })).toEqual([403, { detail: 'This needs the role admin' }]);
  const learner = await app.signUp('learner');
  expect(await refused({ authorization: `Bearer ${learner.apiKey}` })).toEqual([403, { detail: 'This needs the role admin' }]);
  expect((await get({ 'x-api-key': admin.apiKey })).statusCode).toBe(200);
  // Everywhere else a key as Bearer stays no key.
  expect((await app.app.inject({ url: '/engine', headers: { authorization: `Bearer ${admin.apiKey}` } })).statusCode).toBe(401);
});

test('a revoked key is refused at once', async () => {
  const leaving = await app.signUp('admin');
  expect((await get({ 'x-api-key': leaving.apiKey })).statusCode).toBe(200);
  await app.db.getRepository(ApiKey).update({ userId: leaving.user.id }, { revokedAt: new Date() });
  expect((await get({ 'x-api-key': leaving.apiKey })).statusCode).toBe(401);
});

test('while the database is silent, a key that was let in before still reads the numbers; another one is told to come back', async () => {
  await scrape();
  const stranger = await app.signUp('admin');
  const max = valueOf(await scrape(), 'llamune_database_connections_max');
  const held = Array.from({ length: max }, () => app.db.createQueryRunner());
  try {
    await Promise.all(held.map((runner) => runner.connect()));
    const [samples, refused] = await Promise.all([scrape(), get({ 'x-api-key': stranger.apiKey })]);
    expect(valueOf(samples, 'llamune_database_up')).toBe(0);
    expect(valueOf(samples, 'llamune_database_connections', { state: 'in_use' })).toBe(max);
    expect(valueOf(samples, 'llamune_database_waiting_requests')).toBeGreaterThan(0);
    expect([refused.statusCode, refused.json()]).toEqual([503, { detail: 'The database does not answer in time' }]);
  } finally {
    await Promise.all(held.map((runner) => runner.release()));
  }
  expect(valueOf(await scrape(), 'llamune_database_up')).toBe(1);
});

test('an engine that cannot tell its state leaves the other numbers', async () => {
  const { engine } = app.services;
  const broken = Object.create(engine) as typeof engine;
  broken.status = () => {
    throw new Error('defect');
  };
  app.services.engine = broken;
  const samples = await scrape();
  app.services.engine = engine;
  expect(samples.some(({ name }) => name === 'llamune_running_answers')).toBe(false);
  expect(valueOf(samples, 'llamune_unfinished_answers')).toBe(0);
});

test.each([
  ['no end of line', '# TYPE a gauge\na 1'],
  ['a name with a hyphen', '# TYPE a-b gauge\na-b 1\n'],
  ['an open quote', '# TYPE a gauge\na{b="c} 1\n'],
  ['a quote that is not escaped', '# TYPE a gauge\na{b="c"d"} 1\n'],
  ['a value that is no number', '# TYPE a gauge\na undefined\n'],
  ['a series twice', '# TYPE a gauge\na{b="1",c="2"} 1\na{c="2",b="1"} 1\n'],
  ['a sample of no family', 'a 1\n'],
  ['buckets that do not hold all', '# TYPE a histogram\na_bucket{le="1"} 1\na_bucket{le="+Inf"} 1\na_sum 3\na_count 2\n'],
  ['buckets that fall', '# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 3\na_count 1\n'],
])('the check of the format refuses %s', (_what, text) => {
  expect(() => parseExposition(text)).toThrow(/./);
});
