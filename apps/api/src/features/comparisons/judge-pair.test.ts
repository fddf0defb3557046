import { PairJudgement, RunAnswer } from '@llamune/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { differing, retestApp } from '../../testing/retest-app.js';
import { addRun } from '../../testing/retest-data.js';

const { app, first, second, newPoc, aModel, of, compare, compareRepeats, pairsOf, judge } = await retestApp();
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(newPoc);

test('two at once: one counts, the other hears of it; where a second opinion is wanted, it is that', async () => {
  const { id } = await compare(differing(1));
  const [pair] = await pairsOf(id);
  const both = await Promise.allSettled([judge(first, pair!.id, 1, 2), judge(second, pair!.id, 2, 1)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
  expect(await app.db.manager.countBy(PairJudgement, { pairId: pair!.id })).toBe(1);
  const twice = await compare(differing(1), { secondPercent: 100 });
  const [other] = await pairsOf(twice.id);
  await Promise.all([judge(first, other!.id, 1, 2), judge(second, other!.id, 1, 2)]);
  expect((await app.db.manager.findBy(PairJudgement, { pairId: other!.id })).map(({ role }) => role).toSorted()).toEqual(['first', 'second']);
});

test('many at once on answers that are equal crosswise: none is lost, none waits for ever', async () => {
  const { id, baseline } = await compareRepeats(['甲', '乙', '甲', '乙', '甲', '丙'], ['乙', '甲', '丙', '丙', '甲', '乙']);
  const pairs = await pairsOf(id);
  expect(pairs).toHaveLength(6);
  await Promise.all(pairs.map(({ id: pairId }, at) => (at === 4 ? first.call.comparisons.judge({ pair_id: pairId, choice: 'same', left_evaluation: 2, right_evaluation: 2 }) : judge(first, pairId, 2, 2))));
  expect(await app.db.manager.countBy(RunAnswer, { runId: baseline.id, evaluation: 2 })).toBe(6);
});

test('judging again replaces, shows the same again, and keeps what was said before', async () => {
  const { id } = await compare(differing(1));
  const [pair] = await pairsOf(id);
  const shown = await first.call.comparisons.next({ comparison_id: id });
  await expect(first.call.comparisons.pair({ pair_id: pair!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const told = await judge(first, pair!.id, 3, 1);
  expect(told).toEqual({ pair_id: pair!.id, left_is: pair!.baselineIsLeft ? 'baseline' : 'candidate', baseline_evaluation: 3, candidate_evaluation: 1, verified_log_id: null });
  expect(await first.call.comparisons.pair({ pair_id: pair!.id })).toEqual({ ...shown, remaining: 0 });
  await expect(second.call.comparisons.pair({ pair_id: pair!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await judge(first, pair!.id, 2, 2);
  await expect(judge(second, pair!.id, 1, 1)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await app.db.manager.findOneByOrFail(RunAnswer, { id: pair!.candidateAnswerId })).toMatchObject({ evaluation: 2, judgedById: first.user.id });
  expect(await app.db.manager.countBy(PairJudgement, { pairId: pair!.id })).toBe(2);
});

test('equal answers elsewhere follow, and lose it again while two differ', async () => {
  const { id, ...set } = await compare(differing(1), { secondPercent: 100 });
  const later = await addRun(app, of(set, await aModel()), () => ({ answer: '新しい 回答０' }));
  const [pair] = await pairsOf(id);
  const elsewhere = () => app.db.manager.findOneByOrFail(RunAnswer, { runId: later.id });
  await judge(first, pair!.id, 3, 1);
  expect(await elsewhere()).toMatchObject({ evaluation: null });
  await app.db.manager.update(RunAnswer, { runId: later.id }, { answerKey: pair!.candidateAnswer.answerKey });
  await judge(first, pair!.id, 3, 2);
  expect(await elsewhere()).toMatchObject({ evaluation: 2, carriedFrom: 'run', carriedFromAnswerId: pair!.candidateAnswerId });
  await judge(second, pair!.id, 3, 1);
  expect(await elsewhere()).toMatchObject({ evaluation: null, carriedFrom: null, carriedFromAnswerId: null });
  // The second sees it like the first after all.
  await judge(second, pair!.id, 3, 2);
  expect(await elsewhere()).toMatchObject({ evaluation: 2, carriedFrom: 'run' });
  expect(await app.db.manager.findOneByOrFail(RunAnswer, { id: pair!.candidateAnswerId })).toMatchObject({ evaluation: 2, judgedById: first.user.id });
});
