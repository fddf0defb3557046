import { LlmError, type LlmErrorCode } from '@llamune/llm';
import { createScriptedEngine } from '@llamune/llm/scripted';
import { Model } from '@llamune/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

const refusing = (code: LlmErrorCode, retryAfterMs?: number, message = 'Refused.') => ({ text: () => [], refuse: () => new LlmError(code, message, retryAfterMs === undefined ? {} : { retryAfterMs }) });
const engine = createScriptedEngine({
  'full-for-4.2-s': refusing('queue_full', 4200),
  'full-for-a-moment': refusing('queue_full', 10),
  'full-for-unknown': refusing('queue_full'),
  'server-gone': refusing('server_unreachable'),
  'server-busy': refusing('server_unreachable', 20_000),
  'server-broken': refusing('server_failed', undefined, 'The model server said \u0000 and half of \ud83d'),
});

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let ids: { poc_id: number; model_id: number };

beforeAll(async () => {
  app = await testApp({ engine, modelServers: { defaultUrl: undefined, keys: new Map([['LLM_KEY_OFFICE', 'top-secret']]) } });
  const { poc, model } = await addSamples(app);
  ids = { poc_id: poc.id, model_id: model.id };
  evaluator = await app.signUp('evaluator');
});
afterAll(async () => app[Symbol.asyncDispose]());

const startSession = async (model_id = ids.model_id) => (await evaluator.call.sessions.create({ ...ids, model_id })).session_id;

describe('what the engine refuses', () => {
  test.each([
    ['full-for-4.2-s', 503, 'queue_full', 5],
    ['full-for-a-moment', 503, 'queue_full', 1],
    ['full-for-unknown', 503, 'queue_full', 3],
    ['server-gone', 503, 'server_unreachable', 10],
    ['server-busy', 503, 'server_unreachable', 20],
    ['server-broken', 502, 'server_failed', undefined],
  ])('%s: %i, and when to come again', async (question, status, error_code, seconds) => {
    const session_id = await startSession();
    const byRest = await evaluator.request('POST', '/chat', { session_id, question });
    expect([byRest.statusCode, byRest.headers['retry-after']]).toEqual([status, seconds === undefined ? undefined : String(seconds)]);
    expect(byRest.json<{ detail: string }>().detail).toMatch(/kept as log \d+/);
    const byTrpc = await app.app.inject({ method: 'POST', url: '/trpc/chat.send', headers: { 'x-api-key': evaluator.apiKey, 'content-type': 'application/json' }, payload: { session_id, question } });
    expect(byTrpc.json<{ error: object }>().error).toMatchObject({ data: { httpStatus: status } });
    expect(byTrpc.json<{ error: { retry_after_seconds?: number } }>().error.retry_after_seconds).toBe(seconds);
    expect(await evaluator.call.logs.list({ session_id })).toMatchObject([{ question, finish_reason: 'failed', error_code }, { question, finish_reason: 'failed', error_code }]);
  });

  test('in words that PostgreSQL cannot hold is kept all the same', async () => {
    const session_id = await startSession();
    await evaluator.request('POST', '/chat', { session_id, question: 'server-broken' });
    expect((await evaluator.call.logs.list({ session_id }))[0]!.error).toBe('The model server said \ufffd and half of ');
  });
});

describe('a model on a server', () => {
  const serverModel = async (values: Partial<Model>) => (await app.db.manager.save(app.db.manager.create(Model, { modelName: 'office-model', version: Math.floor(Math.random() * 2 ** 30), ...values }))).id;
  const engineOf = async (model_id: number, question = '質問') => {
    const { log_id } = await evaluator.call.chat.ask({ session_id: await startSession(model_id), question });
    for await (const _ of await evaluator.call.chat.watch({ log_id }));
    return evaluator.call.logs.get({ log_id });
  };

  test('answers, and the log says which server and which model there, but no key', async () => {
    const model_id = await serverModel({ serverUrl: 'http://10.0.0.1:8080/v1', servedModel: 'echo', apiKeyEnv: 'LLM_KEY_OFFICE' });
    const log = await engineOf(model_id);
    expect(engine.asked.at(-1)!.source).toMatchObject({ baseUrl: 'http://10.0.0.1:8080/v1', apiKey: 'top-secret' });
    expect(log.engine).toEqual({ engine: 'scripted', server: 'http://10.0.0.1:8080/v1', served_model: 'echo', adapter: null, chat_template: 'scripted', context_size: 4096 });
    expect(JSON.stringify(log)).not.toContain('top-secret');
  });

  test('that fails leaves a log that says where it was asked', async () => {
    const log = await engineOf(await serverModel({ serverUrl: 'http://10.0.0.1:8080/v1' }), 'server-gone');
    expect(log).toMatchObject({ error_code: 'server_unreachable', engine: { server: 'http://10.0.0.1:8080/v1', served_model: 'office-model' } });
  });

  test('whose key is not set fails with the name of the variable', async () => {
    const log = await engineOf(await serverModel({ serverUrl: 'http://10.0.0.1:8080/v1', apiKeyEnv: 'LLM_KEY_ELSEWHERE' }));
    expect(log).toMatchObject({ finish_reason: 'failed', error: expect.stringContaining('LLM_KEY_ELSEWHERE') });
  });

  test('that is registered nowhere is told with both ways out', async () => {
    const log = await engineOf(await serverModel({}));
    expect(log).toMatchObject({ error_code: 'model_not_found', error: expect.stringMatching(/models folder.*model server/) });
  });
});

test('a log names a file within the models folder, not where this machine keeps it', async () => {
  const { log_id } = await evaluator.call.chat.send({ session_id: await startSession(), question: '質問' });
  const log = await evaluator.call.logs.get({ log_id });
  expect(log.engine).toMatchObject({ file: 'sample.gguf', file_sha256: '0'.repeat(64) });
  expect(JSON.stringify(log)).not.toContain(app.modelsDir);
});

test('numbers that no column holds keep no answer from the disk', async () => {
  const boasting = createScriptedEngine();
  const answer = boasting.answer.bind(boasting);
  boasting.answer = async function* (request, options) {
    for await (const event of answer(request, options)) yield event.type === 'done' ? { ...event, usage: { ...event.usage, promptTokens: 1e15 } } : event;
  };
  await using server = await testApp({ engine: boasting, beside: app });
  const user = await server.signUp('evaluator');
  const { session_id } = await user.call.sessions.create(ids);
  expect(await user.call.chat.send({ session_id, question: '質問' })).toMatchObject({ answer: '「質問」への回答です。', finish_reason: 'stop' });
  expect((await user.call.logs.list({ session_id }))[0]).toMatchObject({ answer: '「質問」への回答です。', finish_reason: 'stop', prompt_tokens: null });
});
