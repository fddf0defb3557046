import { contract, type Endpoint } from '@llamune/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addSamples } from './testing/sample-data.js';
import { testApp, type TestApp } from './testing/test-app.js';

// Walks the contract: an endpoint is covered the day it appears.
const endpoints = Object.entries(contract).flatMap(([resource, named]) => Object.entries<Endpoint>(named).map(([name, endpoint]) => ({ path: `${resource}.${name}`, endpoint })));

let app: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let stranger: typeof owner;
let own: { session_id: number; log_id: number; key_id: number; user_id: number };

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  [owner, stranger] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator')]);
  const { session_id } = await owner.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  const { log_id } = await owner.call.chat.send({ session_id, question: '質問' });
  const [key] = await owner.call.keys.list({});
  own = { session_id, log_id, key_id: key!.id, user_id: owner.user.id };
});
afterAll(async () => app[Symbol.asyncDispose]());

const trpc = (path: string, endpoint: Endpoint, input: object, apiKey?: string) => {
  const headers = { ...(apiKey && { 'x-api-key': apiKey }), 'content-type': 'application/json' };
  return endpoint.kind === 'mutation'
    ? app.app.inject({ method: 'POST', url: `/trpc/${path}`, headers, payload: input })
    : app.app.inject({ url: `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`, headers });
};

describe('without a key, and with a wrong one', () => {
  test.each(endpoints.filter(({ endpoint }) => endpoint.access !== 'public'))('$path refuses by tRPC and by REST', async ({ path, endpoint }) => {
    for (const apiKey of [undefined, 'llamune_wrong']) {
      expect((await trpc(path, endpoint, {}, apiKey)).statusCode).toBe(401);
      if (!endpoint.rest) continue;
      const [method, url] = endpoint.rest;
      expect((await app.app.inject({ method, url: url.replace(/\{\w+\}/g, '1'), headers: apiKey ? { 'x-api-key': apiKey } : {} })).statusCode).toBe(401);
    }
  });
});

describe('another’s data', () => {
  const names = ['session_id', 'log_id', 'key_id', 'user_id'] as const;
  const required: Record<string, object> = { 'chat.send': { question: '質問' }, 'chat.ask': { question: '質問' }, 'keys.create': { name: 'x' }, 'logs.setStatus': { status: 2 } };
  const takesOwn = endpoints.flatMap(({ path, endpoint }) => {
    const fields = Object.keys('shape' in endpoint.input ? (endpoint.input.shape as object) : {});
    // The lists filter by ids; that a filter shows nothing of another's is tested with the lists.
    const name = path.endsWith('.list') && path !== 'keys.list' ? undefined : names.find((candidate) => fields.includes(candidate));
    return name ? [{ path, endpoint, name }] : [];
  });

  test.each(takesOwn)('$path by $name is absent or forbidden', async ({ path, endpoint, name }) => {
    // A stream's refusal has its status by REST; by tRPC it comes inside the stream.
    const reply = endpoint.kind === 'stream' ? await stranger.request('GET', endpoint.rest![1].replace(`{${name}}`, String(own[name]))) : await trpc(path, endpoint, { [name]: own[name], ...required[path] }, stranger.apiKey);
    expect(reply.statusCode).toBe(endpoint.access === 'signed_in' || endpoint.access === 'evaluator' ? 404 : 403);
  });

  test('no list shows it', async () => {
    expect(await stranger.call.logs.list({ user_id: own.user_id })).toEqual([]);
    expect(await stranger.call.logs.list({ session_id: own.session_id })).toEqual([]);
    expect(await stranger.call.sessions.list({})).toEqual([]);
  });
});

test('an admin and a learner see what they need', async () => {
  const [admin, learner] = await Promise.all([app.signUp('admin'), app.signUp('learner')]);
  expect(await admin.call.logs.list({})).toHaveLength(1);
  expect(await learner.call.logs.list({})).toEqual([]);
  await owner.call.logs.evaluate({ log_id: own.log_id, evaluation: 1 });
  expect(await learner.call.logs.list({})).toMatchObject([{ id: own.log_id, evaluation: 1 }]);
  await expect(learner.call.logs.evaluate({ log_id: own.log_id, evaluation: 2 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(learner.call.sessions.create({ poc_id: 1, model_id: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  // An admin sees it, but does not put questions into its owner's mouth.
  await expect(admin.call.chat.ask({ session_id: own.session_id, question: '質問' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await learner.call.logs.setStatus({ log_id: own.log_id, status: 2 });
  expect(await owner.call.logs.history({ log_id: own.log_id })).toMatchObject([{ changed_by: learner.user.username, before: { status: 1 }, after: { status: 2 } }, { after: { evaluation: 1 } }]);
});
