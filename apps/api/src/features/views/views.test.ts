import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let user: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof user;

beforeAll(async () => {
  app = await testApp();
});
beforeEach(async () => {
  [user, other] = await Promise.all([app.signUp('evaluator'), app.signUp('admin')]);
});
afterAll(async () => app[Symbol.asyncDispose]());

test('a view is kept, changed and removed', async () => {
  const view = await user.call.views.create({ name: '訂正待ち', search: 'needs_correction=true&search=%E7%A8%8E' });
  expect(view).toEqual({ id: expect.any(Number), name: '訂正待ち', search: 'needs_correction=true&search=%E7%A8%8E', created_at: expect.stringMatching(/Z$/) });
  await user.call.views.create({ name: 'あとで', search: '' });
  expect((await user.call.views.list({})).map(({ name }) => name)).toEqual(['あとで', '訂正待ち']);
  expect(await user.call.views.update({ view_id: view.id, name: '訂正' })).toEqual({ ...view, name: '訂正' });
  expect(await user.call.views.update({ view_id: view.id, search: 'status=1' })).toEqual({ ...view, name: '訂正', search: 'status=1' });
  expect(await user.call.views.update({ view_id: view.id })).toMatchObject({ name: '訂正', search: 'status=1' });
  expect(await user.call.views.remove({ view_id: view.id })).toEqual({ view_id: view.id });
  expect((await user.call.views.list({})).map(({ name }) => name)).toEqual(['あとで']);
});

test('it is its owner’s alone, also before an admin', async () => {
  const { id } = await user.call.views.create({ name: '私の', search: 'a' });
  expect(await other.call.views.list({})).toEqual([]);
  await expect(other.call.views.update({ view_id: id, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'View not found' });
  await expect(other.call.views.remove({ view_id: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(user.call.views.remove({ view_id: 2_000_000_000 })).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'View not found' });
  expect(await user.call.views.list({})).toMatchObject([{ name: '私の', search: 'a' }]);
});

test('a name is taken once by each user, also when two arrive at once', async () => {
  const create = () => user.call.views.create({ name: '同じ', search: 'a' });
  const replies = await Promise.allSettled([create(), create(), create()]);
  expect(replies.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  await expect(create()).rejects.toMatchObject({ code: 'CONFLICT', message: 'You have a view of this name already' });
  const { id } = await user.call.views.create({ name: '別', search: 'b' });
  await expect(user.call.views.update({ view_id: id, name: '同じ' })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await user.call.views.update({ view_id: id, name: '別' })).toMatchObject({ name: '別' });
  await other.call.views.create({ name: '同じ', search: 'c' });
});

test('there are at most a hundred, also when the last arrive at once', async () => {
  for (let n = 0; n < 98; n++) await user.call.views.create({ name: `v${n}`, search: '' });
  const replies = await Promise.allSettled(Array.from({ length: 5 }, (_, n) => user.call.views.create({ name: `last${n}`, search: '' })));
  expect(replies.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(replies.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT', message: expect.stringContaining('100 views') } });
  const [view] = await user.call.views.list({});
  await user.call.views.remove({ view_id: view!.id });
  await user.call.views.create({ name: '空いた', search: '' });
});

test.each([
  ['a blank name', { name: ' 　', search: '' }],
  ['a long name', { name: 'あ'.repeat(201), search: '' }],
  ['a long filter', { name: 'a', search: 'a'.repeat(2001) }],
])('%s is refused', async (_what, input) => {
  await expect(user.call.views.create(input)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
