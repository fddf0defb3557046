import { ConversationLog, LogChange } from '@llamune/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { differing, retestApp } from './testing/retest-app.js';
import { addRun } from './testing/retest-data.js';
import { addLogs } from './testing/sample-data.js';

const { app, admin, first, second, learner, place, newPoc, aModel, addSet, of, compare, pairsOf, judge } = await retestApp();
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(newPoc);

/** A corrected log that a model was trained on, and the retest of it beside the old version. */
const retested = async ({ acknowledge = true, secondPercent = 0 } = {}) => {
  const [log] = (await addLogs(app, place.session, [{ question: '直した質問', evaluation: 3, correctAnswer: '正しい' }])) as [number];
  const snapshot = (await learner.call.snapshots.create({ poc_id: place.pocId, valid_percent: 0 })).id;
  const trained = await aModel({ parentId: place.old, snapshotId: snapshot });
  const grandchild = await aModel({ parentId: trained });
  if (acknowledge) await learner.call.snapshots.acknowledge({ snapshot_id: snapshot });
  const { id } = await compare(differing(1), { questions: [{ logId: log }], models: [place.old, grandchild], secondPercent });
  const status = async () => (await admin.call.logs.get({ log_id: log })).status;
  return { log, pair: (await pairsOf(id))[0]!.id, status };
};

test('良い of a version that was trained on it proves it; taking that back takes the proof back', async () => {
  const { log, pair, status } = await retested();
  expect(await judge(first, pair, 1, 2)).toMatchObject({ verified_log_id: null });
  expect(await status()).toBe(2);
  expect(await judge(first, pair, 3, 1)).toMatchObject({ verified_log_id: log });
  expect(await status()).toBe(3);
  expect(await first.call.logs.history({ log_id: log })).toMatchObject([{ changed_by: first.user.username, before: { status: 2, correct_answer: '正しい' }, after: { status: 3, evaluation: 3, correct_answer: '正しい' } }, { after: { status: 2 } }]);
  expect(await judge(first, pair, 3, 1)).toMatchObject({ verified_log_id: log });
  expect(await judge(first, pair, 3, 3)).toMatchObject({ verified_log_id: null });
  expect(await status()).toBe(2);
  expect(await first.call.logs.history({ log_id: log })).toHaveLength(3);
});

test('not while the training is not acknowledged, nor when the correction was changed since', async () => {
  const open = await retested({ acknowledge: false });
  await app.db.manager.update(ConversationLog, open.log, { status: 2 });
  expect(await judge(first, open.pair, 3, 1)).toMatchObject({ verified_log_id: null });
  expect(await open.status()).toBe(2);
  await newPoc();
  const changed = await retested();
  await first.call.logs.evaluate({ log_id: changed.log, correct_answer: 'もっと正しい' });
  await learner.call.logs.setStatus({ log_id: changed.log, status: 2 });
  expect(await judge(first, changed.pair, 3, 1)).toMatchObject({ verified_log_id: null });
  expect(await changed.status()).toBe(2);
});

test('what was set by hand stays, and a disagreement is no proof', async () => {
  const byHand = await retested();
  await learner.call.logs.setStatus({ log_id: byHand.log, status: 3 });
  await judge(first, byHand.pair, 3, 3);
  expect(await byHand.status()).toBe(3);
  await newPoc();
  const twice = await retested({ secondPercent: 100 });
  await judge(first, twice.pair, 3, 1);
  expect(await twice.status()).toBe(3);
  await judge(second, twice.pair, 3, 2);
  expect(await twice.status()).toBe(2);
  expect(await judge(admin, twice.pair, 3, 1)).toMatchObject({ verified_log_id: twice.log });
  expect(await app.db.manager.countBy(LogChange, { logId: twice.log })).toBe(4);
});

test('an equal answer of another run carries the proof, and loses it with the judgement', async () => {
  const { log, pair, status } = await retested();
  const [judged] = await app.db.query<{ model_id: number }[]>('SELECT run.model_id FROM pairs pair JOIN run_answers answer ON answer.id = pair.candidate_answer_id JOIN runs run ON run.id = answer.run_id WHERE pair.id = $1', [pair]);
  const grandchild = await aModel({ parentId: judged!.model_id });
  const set = await addSet([{ logId: log }]);
  await addRun(app, of(set, grandchild), () => ({ answer: '新しい回答0' }));
  const other = await compare(differing(1), { models: [place.old, place.next] });
  // No log is behind this question, but the equal one has a log that its version has learned.
  expect(await judge(first, (await pairsOf(other.id))[0]!.id, 3, 1)).toMatchObject({ verified_log_id: null });
  expect(await status()).toBe(3);
  const [proof] = await app.db.manager.find(LogChange, { where: { logId: log }, order: { id: 'DESC' }, relations: { proofAnswer: true } });
  expect(proof!.proofAnswer).toMatchObject({ evaluation: 1, carriedFrom: 'run' });
  await judge(first, (await pairsOf(other.id))[0]!.id, 3, 3);
  expect(await status()).toBe(2);
});
