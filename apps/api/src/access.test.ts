import { contract, type Endpoint } from '@llamune/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { addSamples } from './testing/sample-data.js';
import { testApp, type TestApp } from './testing/test-app.js';

// Walks the contract: an endpoint is covered the day it appears.
const endpoints = Object.entries(contract).flatMap(([resource, named]) => Object.entries<Endpoint>(named).map(([name, endpoint]) => ({ path: `${resource}.${name}`, endpoint })));

let app: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let stranger: typeof owner;
let own: Record<OwnedId, number>;
/** The stranger's own session. */
let session: number;

/** The ids by which an endpoint reaches what belongs to somebody. */
const ownedIds = ['session_id', 'log_id', 'retry_of_id', 'key_id', 'user_id', 'view_id'] as const;
type OwnedId = (typeof ownedIds)[number];
/** Those of what everybody may know, and those that only an admin or a learner can use at all. */
const sharedIds = ['poc_id', 'model_id', 'parent_id', 'download_id', 'snapshot_id', 'held_out_id', 'set_id', 'comparison_id', 'pair_id', 'baseline_run_id', 'candidate_run_id'];
const secret = '持ち主だけの質問';
const nowhere = 2_000_000_000;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  [owner, stranger] = await Promise.all([app.signUp('evaluator', secret), app.signUp('evaluator')]);
  const { session_id } = await owner.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  session = (await stranger.call.sessions.create({ poc_id: poc.id, model_id: model.id })).session_id;
  const { log_id } = await owner.call.chat.send({ session_id, question: secret });
  const [key] = await owner.call.keys.list({});
  const view = await owner.call.views.create({ name: secret, search: 'evaluation=3' });
  own = { session_id, log_id, retry_of_id: log_id, key_id: key!.id, user_id: owner.user.id, view_id: view.id };
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

const fieldsOf = ({ input }: Endpoint) => Object.entries('shape' in input ? (input.shape as Record<string, z.ZodType>) : {});

test('every id of the contract is known here as somebody’s or as everybody’s', () => {
  const known: string[] = [...ownedIds, ...sharedIds];
  expect(endpoints.flatMap(({ endpoint }) => fieldsOf(endpoint).flatMap(([name]) => (name.endsWith('_id') && !known.includes(name) ? [name] : [])))).toEqual([]);
});

describe('another’s data', () => {
  /** What else an endpoint wants before it looks at the id. */
  const required: Record<string, () => object> = {
    'chat.send': () => ({ session_id: session, question: '質問' }),
    'chat.ask': () => ({ session_id: session, question: '質問' }),
    'keys.create': () => ({ name: 'x' }),
    'logs.setStatus': () => ({ status: 2 }),
    'review.progress': () => ({ today: '2026-11-22T00:00:00Z' }),
  };
  const takes = endpoints.flatMap(({ path, endpoint }) =>
    fieldsOf(endpoint).flatMap(([field, schema]) => {
      const name = ownedIds.find((id) => id === field);
      return name ? [{ path, endpoint, name, isRequired: !schema.safeParse(undefined).success }] : [];
    }),
  );
  const call = (path: string, endpoint: Endpoint, id: object) => {
    const input = { ...required[path]?.(), ...id };
    if (endpoint.kind !== 'stream') return trpc(path, endpoint, input, stranger.apiKey);
    // A stream's refusal has its status by REST; by tRPC it comes inside the stream.
    const [, url] = endpoint.rest!;
    const [name, value] = Object.entries(id)[0] as [string, number];
    return stranger.request('GET', url.includes(`{${name}}`) ? url.replace(`{${name}}`, String(value)) : `${url}?${name}=${value}`);
  };

  test.each(takes.filter(({ isRequired }) => isRequired))('$path by $name is absent or forbidden', async ({ path, endpoint, name }) => {
    const reply = await call(path, endpoint, { [name]: own[name] });
    expect(reply.statusCode).toBe(endpoint.access === 'signed_in' || endpoint.access === 'evaluator' ? 404 : 403);
    expect(reply.body).not.toContain(secret);
  });

  test.each(takes.filter(({ isRequired }) => !isRequired))('$path by $name looks like what does not exist', async ({ path, endpoint, name }) => {
    const [another, absent] = [await call(path, endpoint, { [name]: own[name] }), await call(path, endpoint, { [name]: nowhere })];
    expect([another.statusCode, another.body]).toEqual([absent.statusCode, absent.body]);
    expect(another.body).not.toContain(secret);
  });

  test('no list, no count and no file shows it', async () => {
    const seen = [
      await stranger.call.logs.list({}),
      await stranger.call.logs.rows({ search: secret }),
      (await stranger.call.logs.pages({ search: secret })).total,
      (await stranger.request('GET', '/logs/export')).body,
      (await stranger.call.sessions.list({})).map(({ session_id }) => session_id),
      await stranger.call.views.list({}),
      (await stranger.call.review.queue({ mine: false })).total,
    ];
    expect(seen).toMatchObject([[], [], 0, expect.not.stringContaining(secret), [session], [], 0]);
  });

  test('a change of several skips it as if it were not there', async () => {
    const changes = [{ log_id: own.log_id, evaluation: 1 as const }, { log_id: nowhere, evaluation: 1 as const }];
    expect(await stranger.call.logs.evaluateMany({ changes })).toEqual({ updated: [], skipped: changes.map(({ log_id }) => ({ log_id, reason: 'not_found' })) });
    expect(await owner.call.logs.get({ log_id: own.log_id })).toMatchObject({ evaluation: null });
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
