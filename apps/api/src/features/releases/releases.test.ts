import type { Evaluation } from '@llamune/contracts';
import { Model } from '@llamune/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addComparison, addJudgement, addRun, type Judged } from '../../testing/judged-runs.js';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let admin: typeof evaluator;
let versions: number[];
let poc_id: number;

beforeAll(async () => {
  app = await testApp();
  await addSamples(app);
  [evaluator, admin] = [await app.signUp('evaluator'), await app.signUp('admin')];
  versions = [1];
  for (const version of [2, 3]) versions.push((await app.db.manager.save(app.db.manager.create(Model, { modelName: 'sample', version, file: 'sample.gguf', parentId: 1 }))).id);
});
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(async () => {
  poc_id = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
});

type Repeats = (Evaluation | null)[];
/** Of version 1 with version 2: for each question, what its repeats were judged in the two. Every pair is judged, unless it is told otherwise; the first ones are of high priority. */
const compare = async (questions: [baseline: Repeats, candidate: Repeats][], { isJudged = true, high = 0 }: { isJudged?: boolean; high?: number } = {}) => {
  const { session_id } = await evaluator.call.sessions.create({ poc_id, model_id: 1 });
  await addLogs(app, session_id, questions.map((_, at) => ({ question: `質問${at}`, evaluation: 3, correctAnswer: '正', priority: at < high ? 1 : 2 })));
  const { id: setId } = await admin.call.questionSets.create({ poc_id, name: '質問' });
  await admin.call.questionSets.addFromLogs({ set_id: setId });
  const ids = (await admin.call.questionSets.questions({ set_id: setId })).map(({ id }) => id);
  const side = (at: 0 | 1): Judged => Object.fromEntries(questions.map((sides, question) => [ids[question]!, sides[at]]));
  const by = { setId, byId: admin.user.id };
  const made = await addComparison(app, { baselineId: await addRun(app, { ...by, modelId: versions[0]!, judged: side(0) }), candidateId: await addRun(app, { ...by, modelId: versions[1]!, judged: side(1) }), byId: admin.user.id });
  if (isJudged) for (const pair of made.pairs.values()) await addJudgement(app, pair, 'first', [1, 1], admin.user.id);
  return { id: made.id, pairs: [...made.pairs.values()] };
};
const policy = { max_high_wrong: null, min_good_low: null, max_broken_share: null, min_judged: null };
const setPolicy = (given: Partial<Record<keyof typeof policy, number>>) => admin.call.releases.setPolicy({ poc_id, ...policy, ...given });
const checksOf = async (comparison_id: number) => Object.fromEntries((await evaluator.call.releases.check({ comparison_id })).checks.map(({ rule, value, passed }) => [rule, [value, passed]]));
const release = (input: object = {}) => admin.call.releases.release({ poc_id, model_id: versions[1]!, ...input });
const exception = { exception_reason: '急ぎのため' };

describe('the gate', () => {
  test('without a policy it asks only that every pair is judged', async () => {
    const { id, pairs } = await compare([[[3], [1]], [[1], [1]]], { isJudged: false });
    expect((await evaluator.call.releases.state({ poc_id })).policy).toEqual(policy);
    expect(await evaluator.call.releases.check({ comparison_id: id })).toEqual({ passed: false, checks: [{ rule: 'complete', limit: 0, value: 2, passed: false }] });
    for (const pair of pairs) await addJudgement(app, pair, 'first', [1, 1], admin.user.id);
    expect(await evaluator.call.releases.check({ comparison_id: id })).toEqual({ passed: true, checks: [{ rule: 'complete', limit: 0, value: 0, passed: true }] });
  });

  test('a pair that wants two judges is complete when they agree, or when a lead has decided', async () => {
    const { id, pairs } = await compare([[[3], [1]]]);
    await app.db.query('UPDATE pairs SET wants_second = true WHERE id = $1', [pairs[0]]);
    const complete = async () => (await checksOf(id))['complete'];
    expect(await complete()).toEqual([1, false]);
    await addJudgement(app, pairs[0]!, 'second', [2, 1], evaluator.user.id);
    expect(await complete()).toEqual([1, false]);
    await addJudgement(app, pairs[0]!, 'lead', [1, 1], admin.user.id);
    expect(await complete()).toEqual([0, true]);
  });

  test('counts questions, not repeats: good when more than half of them are, judged when all are', async () => {
    await setPolicy({ min_good_low: 0.2, max_broken_share: 0.3, min_judged: 4 });
    const { id } = await compare([
      [[3, 3], [1, 1]],
      [[1, 1], [1, 2]], // Half is not more than half: broken.
      [[1, 1], [3, null]], // Not judged.
      [[1, null], [1, 1]],
      [[2, 2], [3, 3]],
    ]);
    // Two of four judged are good; one of three judged in both is broken.
    expect(await checksOf(id)).toEqual({ min_good_low: [expect.closeTo(0.15, 2), false], max_broken_share: [1 / 3, false], min_judged: [4, true], complete: [0, true] });
    await setPolicy({ min_good_low: 0.15, max_broken_share: 0.34, min_judged: 5 });
    expect(await checksOf(id)).toMatchObject({ min_good_low: [expect.any(Number), true], max_broken_share: [expect.any(Number), true], min_judged: [4, false] });
  });

  test('of high priority nothing may be wrong', async () => {
    await setPolicy({ max_high_wrong: 0 });
    expect(await checksOf((await compare([[[3], [2]], [[3], [3]]], { high: 1 })).id)).toMatchObject({ max_high_wrong: [0, true] });
  });

  test('of high priority one wrong repeat is wrong, and what nobody has judged may be', async () => {
    await setPolicy({ max_high_wrong: 0, min_good_low: 0.1, max_broken_share: 0 });
    const { id } = await compare([[[3, 3], [1, null]]], { high: 1 });
    expect(await checksOf(id)).toMatchObject({ max_high_wrong: [null, false], min_good_low: [null, false], max_broken_share: [null, false] });
    await app.db.query('UPDATE run_answers SET evaluation = 3 WHERE evaluation IS NULL');
    expect(await checksOf(id)).toMatchObject({ max_high_wrong: [1, false] });
    await setPolicy({ max_high_wrong: 1 });
    expect(await checksOf(id)).toMatchObject({ max_high_wrong: [1, true] });
  });
});

describe('releasing', () => {
  test('a version that passes becomes the default, with what was asked for and found', async () => {
    await setPolicy({ min_judged: 1 });
    const { id } = await compare([[[3], [1]]]);
    const state = await release({ comparison_id: id, seen_release_id: null, ...exception });
    expect(state).toMatchObject({ policy: { min_judged: 1 }, current: { model_id: versions[1], model_version: 2, comparison_id: id, exception_reason: null, reverts_id: null, decided_by: admin.user.username } });
    expect(state.current!.checks).toEqual([{ rule: 'min_judged', limit: 1, value: 1, passed: true }, { rule: 'complete', limit: 0, value: 0, passed: true }]);
    // Another policy later does not change by which right it became the default.
    await setPolicy({ min_judged: 5 });
    expect((await evaluator.call.releases.state({ poc_id })).current!.checks[0]).toMatchObject({ limit: 1, passed: true });
  });

  test('one that does not pass is refused with what it lacks, unless somebody says why', async () => {
    await setPolicy({ min_judged: 5, max_broken_share: 0 });
    const { id } = await compare([[[1], [3]]]);
    await expect(release({ comparison_id: id })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/max_broken_share is 1 \(at most 0\), min_judged is 1 \(at least 5\)/) });
    await expect(release()).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('exception_reason') });
    expect((await evaluator.call.releases.state({ poc_id })).current).toBeNull();
    expect((await release({ comparison_id: id, ...exception })).current).toMatchObject({ exception_reason: '急ぎのため', checks: [{ passed: false }, { passed: false }, { passed: true }] });
  });

  test('only the new version of a comparison of this PoC is released by it', async () => {
    const { id } = await compare([[[3], [1]]]);
    await expect(release({ model_id: versions[2], comparison_id: id, ...exception })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining(`model ${versions[1]}`) });
    poc_id = (await admin.call.pocs.create({ name: '別のPoC', domain: '会計' })).id;
    await expect(release({ comparison_id: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('going back goes back one further each time, and ends with the first', async () => {
    for (const model_id of versions) await release({ model_id, ...exception });
    const [third, second] = (await evaluator.call.releases.state({ poc_id })).history;
    expect((await admin.call.releases.revert({ poc_id })).current).toMatchObject({ model_id: versions[1], reverts_id: third!.id, exception_reason: null });
    expect((await admin.call.releases.revert({ poc_id })).current).toMatchObject({ model_id: versions[0], reverts_id: second!.id });
    await expect(admin.call.releases.revert({ poc_id })).rejects.toMatchObject({ code: 'CONFLICT' });
    // What was released after that can be taken back too.
    await release({ model_id: versions[2], ...exception });
    const state = await admin.call.releases.revert({ poc_id });
    expect(state.history.map(({ model_id }) => model_id)).toEqual([0, 2, 0, 1, 2, 1, 0].map((at) => versions[at]));
  });

  test('of several who decide at once about the same default, one does', async () => {
    for (const model_id of versions) await release({ model_id, ...exception });
    const seen_release_id = (await evaluator.call.releases.state({ poc_id })).current!.id;
    const results = await Promise.allSettled([
      admin.call.releases.revert({ poc_id, seen_release_id }),
      admin.call.releases.revert({ poc_id, seen_release_id }),
      release({ model_id: versions[0], seen_release_id, ...exception }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT', message: expect.stringContaining('meanwhile') } });
    expect((await evaluator.call.releases.state({ poc_id })).history).toHaveLength(4);
  });

  test('the same version is not released twice, also by two at once who looked at nothing', async () => {
    const results = await Promise.allSettled([release(exception), release(exception)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await evaluator.call.releases.state({ poc_id })).history).toHaveLength(1);
    await expect(admin.call.releases.revert({ poc_id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

test('only an admin decides; what is absent is; by REST too', async () => {
  for (const { call } of [evaluator, await app.signUp('learner')]) {
    await expect(call.releases.release({ poc_id, model_id: 1, ...exception })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(call.releases.setPolicy({ poc_id, ...policy })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(call.releases.revert({ poc_id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const nowhere = { poc_id: 999_999 };
  const { releases } = admin.call;
  const absent = [
    () => releases.state(nowhere),
    () => releases.setPolicy({ ...nowhere, ...policy }),
    () => releases.release({ ...nowhere, model_id: 1, ...exception }),
    () => releases.release({ poc_id, model_id: 999_999, ...exception }),
    () => releases.release({ poc_id, model_id: 1, comparison_id: 999_999 }),
    () => releases.revert(nowhere),
    () => releases.check({ comparison_id: 999_999 }),
  ];
  for (const call of absent) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await admin.request('POST', `/pocs/${poc_id}/releases`, { model_id: 1, ...exception })).statusCode).toBe(201);
  expect((await admin.request('POST', `/pocs/${poc_id}/releases/revert`, {})).statusCode).toBe(409);
  expect((await admin.request('PUT', `/pocs/${poc_id}/gate`, { ...policy, min_good_low: 1.5 })).statusCode).toBe(422);
});
