import { aPoc } from '@llamune/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof owner;
let admin: typeof owner;
let place: { poc_id: number; model_id: number };
let session_id: number;
let log_id: number;

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  place = { poc_id: poc.id, model_id: model.id };
  [owner, other, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator'), app.signUp('admin')]);
  ({ session_id } = await owner.call.sessions.create(place));
  ({ log_id } = await owner.call.chat.send({ session_id, question: '質問' }));
});
afterAll(async () => app[Symbol.asyncDispose]());

test('a question asked again says of which log, also from another session of the PoC', async () => {
  const edited = await owner.call.chat.ask({ session_id, question: '直した質問', retry_of_id: log_id });
  expect(await owner.call.logs.get(edited)).toMatchObject({ question: '直した質問', retry_of_id: log_id });
  const another = await owner.call.sessions.create(place);
  const again = await owner.request('POST', '/chat', { session_id: another.session_id, question: '質問', retry_of_id: log_id });
  expect(again.statusCode).toBe(201);
  expect(await owner.call.logs.get({ log_id: again.json<{ log_id: number }>().log_id })).toMatchObject({ retry_of_id: log_id });
  for (const plain of [{}, { retry_of_id: null }]) expect(await owner.call.logs.get(await owner.call.chat.send({ session_id, question: '質問', ...plain }))).toMatchObject({ retry_of_id: null });
});

test('the log that is asked again is left as it is', async () => {
  const before = await owner.call.logs.get({ log_id });
  await owner.call.chat.send({ session_id, question: '質問', retry_of_id: log_id });
  expect(await owner.call.logs.get({ log_id })).toEqual(before);
});

test('another’s log, one of another PoC and none are absent, and nothing is asked', async () => {
  const theirs = await other.call.sessions.create(place);
  const elsewhere = await owner.call.sessions.create({ ...place, poc_id: (await aPoc(app.db)).id });
  const count = async () => (await admin.call.logs.list({})).length;
  const before = await count();
  await expect(other.call.chat.ask({ session_id: theirs.session_id, question: '質問', retry_of_id: log_id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(owner.call.chat.ask({ session_id: elsewhere.session_id, question: '質問', retry_of_id: log_id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(owner.call.chat.send({ session_id, question: '質問', retry_of_id: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await count()).toBe(before);
});

test('an admin may ask an evaluator’s question again, in a session of the own', async () => {
  const own = await admin.call.sessions.create(place);
  const asked = await admin.call.chat.send({ session_id: own.session_id, question: '質問', retry_of_id: log_id });
  expect(await admin.call.logs.get(asked)).toMatchObject({ retry_of_id: log_id, user_id: admin.user.id });
});

test('in a conversation the new answer stands in the place of the old one', async () => {
  const { session_id: talk } = await owner.call.sessions.create({ ...place, multi_turn: true });
  const ask = async (question: string, retry_of_id?: number) => (await owner.call.chat.send({ session_id: talk, question, retry_of_id })).log_id;
  const turnsOf = async (id: number) => (await owner.call.logs.get({ log_id: id })).turns.map(({ question }) => question);
  const [, second, third] = [await ask('一'), await ask('二'), await ask('三')];
  expect(await turnsOf(third)).toEqual(['一', '二']);
  const edited = await ask('三の二', third);
  expect(await turnsOf(edited)).toEqual(['一', '二']);
  expect(await turnsOf(await ask('三の三', edited))).toEqual(['一', '二']);
  expect(await turnsOf(await ask('四'))).toEqual(['一', '二', '三の三']);
  // An answer that never came replaces none.
  await ask('empty', second);
  expect(await turnsOf(await ask('五'))).toEqual(['一', '二', '三の三', '四']);
  // From another session it only says where it comes from.
  const { session_id: other_talk } = await owner.call.sessions.create({ ...place, multi_turn: true });
  await owner.call.chat.send({ session_id: other_talk, question: '別の一' });
  expect(await turnsOf((await owner.call.chat.send({ session_id: other_talk, question: '二', retry_of_id: second })).log_id)).toEqual(['別の一']);
});
