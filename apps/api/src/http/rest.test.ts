import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSamples } from '../testing/sample-data.js';
import { testApp, type TestApp } from '../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof evaluator;
let admin: typeof evaluator;
let ids: { poc: number; model: number };

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  ids = { poc: poc.id, model: model.id };
  [evaluator, other, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator'), app.signUp('admin')]);
});
afterAll(async () => app[Symbol.asyncDispose]());

const startSession = async (body: object = {}): Promise<number> =>
  (await evaluator.request('POST', '/sessions', { poc_id: ids.poc, model_id: ids.model, ...body })).json<{ session_id: number }>().session_id;
const ask = (session_id: number, question: string) => evaluator.request('POST', '/chat', { session_id, question });
const askedLog = async (question = '減価償却とは何ですか？') => (await ask(await startSession(), question)).json<{ log_id: number }>().log_id;

describe('the replies of the README’s endpoints', () => {
  test('POST /users gives a key once, without needing one', async () => {
    const reply = await app.app.inject({ method: 'POST', url: '/users', payload: { username: 'your_username' } });
    expect(reply.statusCode).toBe(201);
    const { api_key } = reply.json<{ api_key: string }>();
    expect(reply.json()).toMatchObject({ id: expect.any(Number), username: 'your_username', created_at: expect.stringMatching(/Z$/) });
    expect((await app.app.inject({ url: '/users/me', headers: { 'x-api-key': api_key } })).json()).toMatchObject({ username: 'your_username', role: 'evaluator' });
  });

  test('the README’s session, chat and evaluation', async () => {
    const session = await evaluator.request('POST', '/sessions', { poc_id: ids.poc, model_id: ids.model, system_prompt: 'あなたは会計の専門家です。日本語で回答してください。' });
    expect([session.statusCode, session.json()]).toEqual([201, { session_id: expect.any(Number), poc_name: '会計システム向けPoC', model_name: 'sample', started_at: expect.any(String) }]);
    const { session_id } = session.json<{ session_id: number }>();
    expect((await evaluator.request('GET', `/sessions/${session_id}`)).json()).toMatchObject({ session_id, system_prompt: 'あなたは会計の専門家です。日本語で回答してください。', ended_at: null });

    const chat = await ask(session_id, '減価償却とは何ですか？');
    expect([chat.statusCode, chat.json()]).toEqual([201, { log_id: expect.any(Number), answer: '「減価償却とは何ですか？」への回答です。', timestamp: expect.any(String), finish_reason: 'stop' }]);
    const { log_id } = chat.json<{ log_id: number }>();
    const put = await evaluator.request('PUT', `/logs/${log_id}`, { evaluation: 2, reason: '説明が不正確', correct_answer: '正しい回答', priority: 1 });
    expect([put.statusCode, put.json()]).toEqual([200, { log_id, updated_at: expect.any(String) }]);
    expect((await evaluator.request('GET', `/logs/${log_id}`)).json()).toMatchObject({
      id: log_id,
      session_id,
      evaluation: 2,
      reason: '説明が不正確',
      correct_answer: '正しい回答',
      priority: 1,
      status: 1,
      memo: null,
      model_name: 'sample',
      system_prompt: 'あなたは会計の専門家です。日本語で回答してください。',
      sampling: { temperature: 0, seed: expect.any(Number) },
    });
    const ended = await evaluator.request('PUT', `/sessions/${session_id}/end`);
    expect([ended.statusCode, ended.json()]).toEqual([200, { session_id, ended_at: expect.any(String) }]);
    expect((await evaluator.request('PUT', `/logs/${log_id}`, { evaluation: 1 })).statusCode).toBe(200);
  });

  test('a new log is not judged', async () => {
    expect((await evaluator.request('GET', `/logs/${await askedLog()}`)).json()).toMatchObject({ evaluation: null, priority: null, status: 1 });
  });

  test('GET /health', async () => {
    expect((await app.app.inject('/health')).json()).toMatchObject({ status: 'ok' });
  });

  test('POST /chat as an event stream names the log first and says how it ended', async () => {
    const session_id = await startSession();
    const reply = await evaluator.request('POST', '/chat', { session_id, question: '簿記とは？' }, { accept: 'text/event-stream' });
    expect(reply.headers['content-type']).toMatch('text/event-stream');
    const events = reply.body.split('\n\n').filter((line) => line.startsWith('data: ')).map((line) => JSON.parse(line.slice(6)) as { type: string; text?: string });
    expect(events[0]).toMatchObject({ type: 'asked', log_id: expect.any(Number) });
    expect(events.map(({ text }) => text ?? '').join('')).toBe('「簿記とは？」への回答です。');
    expect(events.at(-1)).toMatchObject({ type: 'done', finish_reason: 'stop' });
  });
});

describe('keys', () => {
  test.each([
    ['missing', {}, 'Not authenticated'],
    ['empty', { 'x-api-key': '' }, 'Not authenticated'],
    ['as Bearer', { authorization: 'Bearer something' }, 'Not authenticated'],
    ['wrong', { 'x-api-key': 'llamune_wrong' }, 'Invalid API Key'],
  ])('%s: 401', async (_name, headers, detail) => {
    const reply = await app.app.inject({ url: '/models?api_key=x', headers });
    expect([reply.statusCode, reply.json()]).toEqual([401, { detail }]);
    expect(reply.headers['www-authenticate']).toContain('X-API-Key');
  });

  test('are checked before the body and the ids', async () => {
    for (const [method, url] of [['POST', '/chat'], ['PUT', '/logs/abc'], ['PUT', '/sessions/99999999999/end']] as const) {
      const reply = await app.app.inject({ method, url, headers: { 'content-type': 'application/json' }, payload: '{broken' });
      expect([url, reply.statusCode]).toEqual([url, 401]);
    }
  });

  test('a revoked one and one of a disabled user open nothing', async () => {
    const user = await app.signUp('evaluator');
    const [key] = await user.call.keys.list({});
    await user.call.keys.revoke({ key_id: key!.id });
    expect((await user.request('GET', '/models')).statusCode).toBe(401);
    const disabled = await app.signUp('evaluator');
    await admin.call.users.update({ user_id: disabled.user.id, disabled: true });
    expect((await disabled.request('GET', '/models')).statusCode).toBe(401);
  });
});

describe('refusals', () => {
  test('a duplicate user name, also when two arrive at once', async () => {
    const register = () => app.app.inject({ method: 'POST', url: '/users', payload: { username: '同時さん' } });
    const replies = await Promise.all([register(), register(), register()]);
    expect(replies.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    expect(replies.find(({ statusCode }) => statusCode === 409)!.json()).toEqual({ detail: 'Username already exists' });
  });

  test('unknown and another’s sessions and logs look alike', async () => {
    const session_id = await startSession();
    const log_id = (await ask(session_id, '質問')).json<{ log_id: number }>().log_id;
    for (const id of [session_id, 2_000_000_000]) {
      expect((await other.request('GET', `/sessions/${id}`)).json()).toEqual({ detail: 'Session not found' });
      expect((await other.request('PUT', `/sessions/${id}/end`)).statusCode).toBe(404);
      expect((await other.request('POST', '/chat', { session_id: id, question: '質問' })).json()).toEqual({ detail: 'Session not found' });
    }
    for (const id of [log_id, 2_000_000_000])
      for (const [method, url, body] of [['GET', `/logs/${id}`], ['PUT', `/logs/${id}`, { evaluation: 1 }], ['GET', `/logs/${id}/history`], ['GET', `/logs/${id}/stream`], ['PUT', `/logs/${id}/stop`]] as const) {
        const reply = await other.request(method, url, body);
        expect([url, reply.statusCode, reply.json()]).toEqual([url, 404, { detail: 'Log not found' }]);
      }
  });

  test('an unknown PoC is told before an unknown model', async () => {
    expect((await evaluator.request('POST', '/sessions', { poc_id: 999, model_id: 999 })).json()).toEqual({ detail: 'PoC not found' });
    expect((await evaluator.request('POST', '/sessions', { poc_id: ids.poc, model_id: 999 })).json()).toEqual({ detail: 'Model not found' });
  });

  test('of several who end a session at once exactly one succeeds', async () => {
    const session_id = await startSession();
    const replies = await Promise.all(Array.from({ length: 5 }, () => evaluator.request('PUT', `/sessions/${session_id}/end`)));
    expect(replies.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409]);
    const chat = await ask(session_id, '質問');
    expect([chat.statusCode, chat.json()]).toEqual([409, { detail: 'Session already ended' }]);
  });

  test.each([
    ['a missing field', 'POST', '/chat', { session_id: 1 }, ['body', 'question']],
    ['a wrong type', 'POST', '/chat', { session_id: '1', question: 'q' }, ['body', 'session_id']],
    ['null for a number', 'POST', '/sessions', { poc_id: null, model_id: 1 }, ['body', 'poc_id']],
    ['an evaluation out of range', 'PUT', '/logs/1', { evaluation: 4 }, ['body', 'evaluation']],
    ['a priority out of range', 'PUT', '/logs/1', { priority: 99 }, ['body', 'priority']],
    ['a blank question', 'POST', '/chat', { session_id: 1, question: ' 　\n' }, ['body', 'question']],
    ['a question of 1 MB', 'POST', '/chat', { session_id: 1, question: 'あ'.repeat(350_000) }, ['body', 'question']],
    ['NUL', 'PUT', '/logs/1', { memo: 'a\u0000b' }, ['body', 'memo']],
    ['a lone surrogate', 'PUT', '/logs/1', { reason: 'a\ud800b' }, ['body', 'reason']],
    ['a number over the column’s range', 'POST', '/sessions', { poc_id: 3_000_000_000, model_id: 1 }, ['body', 'poc_id']],
    ['an id that is no integer', 'GET', '/logs/abc', undefined, ['path', 'log_id']],
    ['an id over int4', 'GET', '/logs/99999999999', undefined, ['path', 'log_id']],
    ['a limit that is no number', 'GET', '/logs?limit=many', undefined, ['query', 'limit']],
    ['an empty body where one is needed', 'POST', '/chat', undefined, ['body', 'session_id']],
    ['an empty body where a judgement is needed', 'PUT', '/logs/1', undefined, ['body']],
    ['a body that is a list', 'POST', '/chat', [1], ['body']],
  ] as const)('%s: 422 naming the field', async (_name, method, url, body, loc) => {
    const reply = await evaluator.request(method, url, body);
    expect(reply.statusCode).toBe(422);
    expect(reply.json<{ detail: unknown[] }>().detail[0]).toMatchObject({ loc, msg: expect.any(String), type: expect.any(String) });
    expect(reply.body.length).toBeLessThan(2000);
  });

  test('a user name over its length, and a blank one', async () => {
    for (const username of ['a'.repeat(101), ' '])
      expect((await app.app.inject({ method: 'POST', url: '/users', payload: { username } })).json()).toMatchObject({ detail: [{ loc: ['body', 'username'] }] });
  });

  test('malformed JSON, a body that is not declared JSON, a body over the limit', async () => {
    expect((await evaluator.request('PUT', '/logs/1', '{"evaluation":')).statusCode).toBe(422);
    expect((await evaluator.request('PUT', '/logs/1', 'evaluation=1', { 'content-type': 'text/plain' })).statusCode).toBe(415);
    const large = await evaluator.request('POST', '/chat', { session_id: 1, question: 'a'.repeat(3_000_000) });
    expect([large.statusCode, large.json()]).toEqual([413, { detail: 'The request body is larger than 2 MiB' }]);
  });

  test('an unknown path, a wrong method', async () => {
    const unknown = await evaluator.request('GET', '/nope');
    expect([unknown.statusCode, unknown.json()]).toEqual([404, { detail: 'Not Found' }]);
    const wrong = await evaluator.request('DELETE', '/logs/1');
    expect([wrong.statusCode, wrong.json(), wrong.headers.allow]).toEqual([405, { detail: 'Method Not Allowed' }, 'GET, HEAD, PUT']);
  });

  test('an evaluator cannot do what an admin does', async () => {
    for (const [method, url, body] of [['POST', '/pocs', { name: 'x', domain: 'y' }], ['GET', '/users'], ['POST', '/models', { model_name: 'x' }], ['GET', '/model-files']] as const)
      expect([url, (await evaluator.request(method, url, body)).statusCode]).toEqual([url, 403]);
  });
});

describe('browsers', () => {
  test('may send an empty body that is declared JSON', async () => {
    const session_id = await startSession();
    expect((await evaluator.request('PUT', `/sessions/${session_id}/end`, '', { 'content-type': 'application/json' })).statusCode).toBe(200);
    expect((await evaluator.request('GET', '/logs', undefined, { 'content-type': 'application/json' })).statusCode).toBe(200);
  });

  test('of a development front end are let in, also with an error', async () => {
    const origin = 'http://localhost:5173';
    const preflight = await app.app.inject({ method: 'OPTIONS', url: '/logs/1', headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-api-key,content-type' } });
    expect(preflight.headers).toMatchObject({ 'access-control-allow-origin': origin });
    expect(String(preflight.headers['access-control-allow-methods'])).toContain('PUT');
    expect(String(preflight.headers['access-control-allow-headers'])).toContain('x-api-key');
    expect((await app.app.inject({ url: '/logs', headers: { origin } })).headers['access-control-allow-origin']).toBe(origin);
    expect((await app.app.inject({ url: '/health', headers: { origin: 'https://evil.example' } })).headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('PUT', () => {
  test('/logs/:id leaves what is omitted and clears what is null', async () => {
    const id = await askedLog();
    await evaluator.request('PUT', `/logs/${id}`, { evaluation: 3, reason: '理由', correct_answer: '正解', priority: 2, memo: 'メモ' });
    await evaluator.request('PUT', `/logs/${id}`, { evaluation: 2, memo: null });
    expect((await evaluator.request('GET', `/logs/${id}`)).json()).toMatchObject({ evaluation: 2, reason: '理由', correct_answer: '正解', priority: 2, memo: null });
  });

  test('/pocs/:id leaves what is omitted or null and stores an empty prompt', async () => {
    const created = await admin.request('POST', '/pocs', { name: '新しいPoC', domain: '人事', default_system_prompt: 'はじめ' });
    expect(created.statusCode).toBe(201);
    const { id } = created.json<{ id: number }>();
    expect((await admin.request('PUT', `/pocs/${id}`, { name: null })).json()).toMatchObject({ name: '新しいPoC', domain: '人事', default_system_prompt: 'はじめ' });
    expect((await admin.request('PUT', `/pocs/${id}`, { default_system_prompt: '' })).json()).toMatchObject({ default_system_prompt: '' });
  });
});

test('two who change different fields of a PoC at once both succeed', async () => {
  const { id } = await admin.call.pocs.create({ name: 'a', domain: 'a' });
  for (let round = 0; round < 10; round++) {
    await Promise.all([admin.call.pocs.update({ poc_id: id, name: `n${round}` }), admin.call.pocs.update({ poc_id: id, domain: `d${round}` })]);
    expect((await admin.call.pocs.list({})).find((poc) => poc.id === id)).toMatchObject({ name: `n${round}`, domain: `d${round}` });
  }
});

test('a path that is no path is refused like everything else', async () => {
  const reply = await evaluator.request('GET', '/logs/%ZZ');
  expect([reply.statusCode, reply.json()]).toEqual([400, { detail: expect.any(String) }]);
});

test('GET /logs is newest first, in pages that a Link header leads through', async () => {
  const session_id = await startSession();
  for (const question of ['一', '二', '三', '四', '五']) await ask(session_id, question);
  const questions: string[] = [];
  let url: string | undefined = `/logs?session_id=${session_id}&limit=2`;
  while (url) {
    const reply = await evaluator.request('GET', url);
    questions.push(...reply.json<{ question: string }[]>().map(({ question }) => question));
    url = /<([^>]+)>; rel="next"/.exec(String(reply.headers.link))?.[1];
  }
  expect(questions).toEqual(['五', '四', '三', '二', '一']);
  // Of a name that comes twice the last one counts, for the page and for the link to the next.
  expect((await evaluator.request('GET', `/logs?session_id=${session_id}&limit=5&limit=2`)).headers.link).toContain('before=');
});

describe('a model that fails', () => {
  test.each([
    ['fail-midway', 502, '「fail-midway', 'engine_crashed'],
    ['queue-full', 503, '', 'queue_full'],
    ['too-long', 400, '', 'context_length_exceeded'],
    ['corrupt-model', 503, '', 'model_corrupt'],
  ])('%s: %i, and the question and what was generated are kept', async (question, status, answer, code) => {
    const session_id = await startSession();
    const reply = await ask(session_id, question);
    expect(reply.statusCode).toBe(status);
    expect(reply.json<{ detail: string }>().detail).toMatch(/kept as log \d+/);
    expect((await evaluator.request('GET', `/logs?session_id=${session_id}`)).json()).toMatchObject([{ question, answer, finish_reason: 'failed', error_code: code }]);
  });

  test('because its file is not there: 503 saying what to do', async () => {
    const { id } = await admin.call.models.create({ model_name: '重みのないモデル' });
    const reply = await ask(await startSession({ model_id: id }), '質問');
    expect([reply.statusCode, reply.json<{ detail: string }>().detail]).toEqual([503, expect.stringContaining('models folder')]);
  });
});

test('what came by REST leaves the schemas alone for tRPC', async () => {
  await evaluator.request('GET', '/logs/7');
  const reply = await app.app.inject({ url: `/trpc/logs.get?input=${encodeURIComponent('{"log_id":"7"}')}`, headers: { 'x-api-key': evaluator.apiKey } });
  expect(reply.statusCode).toBe(400);
  expect(reply.json()).toMatchObject({ error: { detail: [{ loc: ['body', 'log_id'] }] } });
});

test('answers over a real socket stop for nobody’s going away', async () => {
  await app.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.app.server.address() as AddressInfo;
  const session_id = await startSession();
  const leaving = new AbortController();
  const request = fetch(`http://127.0.0.1:${port}/chat`, {
    method: 'POST',
    headers: { 'x-api-key': evaluator.apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ session_id, question: 'slow' }),
    signal: leaving.signal,
  });
  await expect.poll(async () => (await evaluator.call.logs.list({ session_id }))[0]?.answer).toBe('「');
  leaving.abort();
  await expect(request).rejects.toMatchObject({ name: 'AbortError' });
  (app.services.engine as unknown as { release(): void }).release();
  await expect.poll(async () => (await evaluator.call.logs.list({ session_id }))[0]!.finish_reason).toBe('stop');
});
