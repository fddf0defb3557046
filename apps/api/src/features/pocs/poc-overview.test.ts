import { aLog, aModel, aPoc, aSession } from '@llamune/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rateOf } from '../../statistics/wilson.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof owner;
let admin: typeof owner;

beforeAll(async () => {
  app = await testApp();
  [owner, other, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator'), app.signUp('admin')]);
});
afterAll(async () => app[Symbol.asyncDispose]());

const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day);

/** A PoC with sessions of two people with one model version. */
const aScene = async () => {
  const [poc, model] = [await aPoc(app.db), await aModel(app.db)];
  const session = (user: typeof owner, modelId = model.id) => aSession(app.db, { userId: user.user.id, pocId: poc.id, modelId });
  const [mine, theirs] = [(await session(owner)).id, (await session(other)).id];
  return { poc, model, session, mine, theirs };
};
const nothing = { good: 0, fair: 0, bad: 0, unevaluated: 0, good_rate: null };

test('a PoC without logs has nothing to tell', async () => {
  const { poc } = await aScene();
  expect(await owner.call.pocs.overview({ poc_id: poc.id })).toMatchObject({
    poc: { id: poc.id, name: poc.name },
    counts: { total: 0, ...nothing, needs_correction: 0, corrected: 0, trained: 0, verified: 0 },
    attention: { unevaluated: 0, needs_correction: 0, high_priority: 0, failed: 0 },
    versions: [],
    weeks: [],
  });
  await expect(owner.call.pocs.overview({ poc_id: 999_999 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('everybody’s logs are counted by verdict, correction and status', async () => {
  const { poc, mine, theirs } = await aScene();
  await aLog(app.db, { sessionId: mine, evaluation: 1, status: 2 });
  await aLog(app.db, { sessionId: theirs, evaluation: 1 });
  await aLog(app.db, { sessionId: mine, evaluation: 2 });
  await aLog(app.db, { sessionId: mine, evaluation: 2, correctAnswer: ' ' });
  await aLog(app.db, { sessionId: theirs, evaluation: 3, correctAnswer: '正解', status: 3 });
  await aLog(app.db, { sessionId: mine });
  const { counts, versions } = await owner.call.pocs.overview({ poc_id: poc.id });
  expect(counts).toEqual({ total: 6, good: 2, fair: 2, bad: 1, unevaluated: 1, good_rate: rateOf(2, 5), needs_correction: 2, corrected: 1, trained: 2, verified: 1 });
  expect(versions).toMatchObject([{ good: 2, fair: 2, bad: 1, unevaluated: 1, good_rate: rateOf(2, 5) }]);
});

test('the counts are of one moment, whatever is judged meanwhile', async () => {
  const { poc, mine } = await aScene();
  const ids: number[] = [];
  for (let n = 0; n < 20; n++) ids.push((await aLog(app.db, { sessionId: mine })).id);
  let isDone = false;
  const judging = (async () => {
    for (let round = 0; round < 40; round++) await owner.call.logs.evaluateMany({ changes: ids.map((log_id) => ({ log_id, evaluation: round % 2 ? null : (3 as const) })) });
    isDone = true;
  })();
  while (!isDone) {
    const { counts } = await admin.call.pocs.overview({ poc_id: poc.id });
    expect([counts.bad, counts.unevaluated, counts.needs_correction, counts.corrected]).toEqual(counts.bad ? [20, 0, 20, 0] : [0, 20, 0, 0]);
  }
  await judging;
});

test('an answer that is not there yet, or never came, does not wait for a judgement', async () => {
  const { poc, mine } = await aScene();
  await aLog(app.db, { sessionId: mine, finishReason: null, answer: '途中' });
  await aLog(app.db, { sessionId: mine, finishReason: 'failed', answer: '' });
  await aLog(app.db, { sessionId: mine, finishReason: 'failed', answer: 'ここまで' });
  expect(await owner.call.pocs.overview({ poc_id: poc.id })).toMatchObject({ counts: { total: 3, unevaluated: 1 }, attention: { unevaluated: 1, failed: 2 } });
});

test('what needs attention is only what the caller may open', async () => {
  const { poc, mine, theirs } = await aScene();
  for (const sessionId of [mine, theirs, theirs]) {
    await aLog(app.db, { sessionId });
    await aLog(app.db, { sessionId, evaluation: 3 });
    await aLog(app.db, { sessionId, evaluation: 3, correctAnswer: '正解', priority: 1 });
    await aLog(app.db, { sessionId, finishReason: 'interrupted', answer: '' });
  }
  const attention = async (user: typeof owner) => (await user.call.pocs.overview({ poc_id: poc.id })).attention;
  expect(await attention(owner)).toEqual({ unevaluated: 1, needs_correction: 1, high_priority: 1, failed: 1 });
  expect(await attention(other)).toEqual({ unevaluated: 2, needs_correction: 2, high_priority: 2, failed: 2 });
  expect(await attention(admin)).toEqual({ unevaluated: 3, needs_correction: 3, high_priority: 3, failed: 3 });
});

test('優先度 高 asks for attention until it is 良い or trained; a failure for 30 days', async () => {
  const { poc, mine } = await aScene();
  await aLog(app.db, { sessionId: mine, priority: 1, evaluation: 1 });
  await aLog(app.db, { sessionId: mine, priority: 1, evaluation: 3, status: 2 });
  await aLog(app.db, { sessionId: mine, priority: 2, evaluation: 3 });
  await aLog(app.db, { sessionId: mine, priority: 1 });
  await aLog(app.db, { sessionId: mine, finishReason: 'failed', answer: '', timestamp: daysAgo(31) });
  await aLog(app.db, { sessionId: mine, finishReason: 'stopped', answer: '' });
  expect((await owner.call.pocs.overview({ poc_id: poc.id })).attention).toMatchObject({ high_priority: 1, failed: 0 });
});

test('versions come by first use, with their own rates, at most the last 50', async () => {
  const { poc, model, mine, session } = await aScene();
  await aLog(app.db, { sessionId: mine, timestamp: daysAgo(1), evaluation: 1 });
  const older = await aModel(app.db, { modelName: model.modelName, version: 2, isDemo: true });
  const { id: sessionId } = await session(owner, older.id);
  const [first, last] = [daysAgo(5), daysAgo(2)];
  for (const timestamp of [last, first]) await aLog(app.db, { sessionId, timestamp, evaluation: 3 });
  expect((await owner.call.pocs.overview({ poc_id: poc.id })).versions).toMatchObject([
    { model_id: older.id, model_version: 2, model_is_demo: true, first_asked_at: first.toISOString(), last_asked_at: last.toISOString(), bad: 2, good_rate: rateOf(0, 2) },
    { model_id: model.id, model_name: model.modelName, model_version: 1, model_is_demo: false, good: 1, good_rate: rateOf(1, 1) },
  ]);
  for (let n = 0; n < 49; n++) await aLog(app.db, { sessionId: (await session(owner, (await aModel(app.db)).id)).id, evaluation: 1 });
  const { versions, weeks, counts } = await owner.call.pocs.overview({ poc_id: poc.id });
  expect(versions).toHaveLength(50);
  expect(versions.map(({ model_id }) => model_id)).not.toContain(older.id);
  expect(weeks.map(({ model_id }) => model_id)).not.toContain(older.id);
  expect(counts.total).toBe(52);
});

test('weeks begin where the reader is: Sunday evening in London is Monday in Tokyo', async () => {
  const { poc, model, mine } = await aScene();
  // The last Sunday, 20:00 UTC.
  const sunday = new Date(Date.now() - ((new Date().getUTCDay() + 7) % 7 || 7) * day);
  sunday.setUTCHours(20, 0, 0, 0);
  const dayOf = (days: number) => new Date(sunday.getTime() + days * day).toISOString().slice(0, 10);
  await aLog(app.db, { sessionId: mine, timestamp: sunday, evaluation: 1 });
  await aLog(app.db, { sessionId: mine, timestamp: sunday, evaluation: 3 });
  await aLog(app.db, { sessionId: mine, timestamp: sunday });
  const weeks = async (time_zone?: string) => (await owner.call.pocs.overview({ poc_id: poc.id, time_zone })).weeks;
  expect(await weeks()).toEqual([{ week: dayOf(-6), model_id: model.id, good: 1, evaluated: 2, good_rate: rateOf(1, 2) }]);
  expect(await weeks('Asia/Tokyo')).toMatchObject([{ week: dayOf(1) }]);
  expect(await weeks('America/Los_Angeles')).toMatchObject([{ week: dayOf(-6) }]);
});

test('of 26 weeks those with something evaluated', async () => {
  const { poc, mine } = await aScene();
  for (const days of [0, 7 * 24, 7 * 27]) await aLog(app.db, { sessionId: mine, timestamp: daysAgo(days), evaluation: 1 });
  await aLog(app.db, { sessionId: mine, timestamp: daysAgo(14) });
  const { weeks } = await owner.call.pocs.overview({ poc_id: poc.id, time_zone: 'Asia/Tokyo' });
  expect(weeks.map(({ evaluated }) => evaluated)).toEqual([1, 1]);
  expect(weeks.map(({ week }) => new Date(week).getUTCDay())).toEqual([1, 1]);
});

test.each(['Nowhere/Land', '+09:00', "UTC'; DROP TABLE poc", '', 'Asia/Tokyo\n'])('%j is no time zone', async (time_zone) => {
  const { poc } = await aScene();
  await expect(owner.call.pocs.overview({ poc_id: poc.id, time_zone })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('time_zone') as string });
});

test('every zone that a browser may name is one that the database knows too', async () => {
  const { poc } = await aScene();
  const zones = ['UTC', 'Etc/GMT-9', 'Asia/Calcutta', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Pacific/Kiritimati', ...Intl.supportedValuesOf('timeZone').filter((_, index) => index % 40 === 0)];
  for (const time_zone of zones) expect(await owner.call.pocs.overview({ poc_id: poc.id, time_zone })).toMatchObject({ weeks: [] });
});
