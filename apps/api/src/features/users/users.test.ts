import { expect, test } from 'vitest';
import { testApp } from '../../testing/test-app.js';

test('closed registration refuses who has no admin’s key', async () => {
  await using app = await testApp({ registrationOpen: false });
  const [admin, evaluator] = await Promise.all([app.signUp('admin'), app.signUp('evaluator')]);
  const anonymous = await app.app.inject({ method: 'POST', url: '/users', payload: { username: '誰か' } });
  expect(anonymous.statusCode).toBe(403);
  expect((await evaluator.request('POST', '/users', { username: '誰か' })).statusCode).toBe(403);
  expect((await admin.request('POST', '/users', { username: '学習アプリ', role: 'learner' })).json()).toMatchObject({ role: 'learner', api_key: expect.any(String) });
});

test('nobody becomes an admin by registering', async () => {
  await using app = await testApp();
  expect((await app.app.inject({ method: 'POST', url: '/users', payload: { username: '自称', role: 'admin' } })).statusCode).toBe(403);
});

test('one address cannot register without end', async () => {
  await using app = await testApp();
  const statuses = new Set<number>();
  for (let i = 0; i < 130; i++) statuses.add((await app.app.inject({ method: 'POST', url: '/users', payload: { username: `user-${i}` } })).statusCode);
  expect([...statuses]).toEqual([201, 429]);
});

test('there is always an admin left, also when two demote each other at once', async () => {
  await using app = await testApp();
  const [one, two] = await Promise.all([app.signUp('admin'), app.signUp('admin')]);
  const results = await Promise.allSettled([one.call.users.update({ user_id: two.user.id, role: 'evaluator' }), two.call.users.update({ user_id: one.user.id, disabled: true })]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a replaced key stops working, its successor works', async () => {
  await using app = await testApp();
  const user = await app.signUp('evaluator');
  const [key] = await user.call.keys.list({});
  const { api_key } = await user.call.keys.replace({ key_id: key!.id });
  expect((await user.request('GET', '/users/me')).statusCode).toBe(401);
  expect((await app.app.inject({ url: '/users/me', headers: { 'x-api-key': api_key } })).json()).toMatchObject({ username: user.user.username });
});
