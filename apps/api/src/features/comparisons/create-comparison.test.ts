import { Comparison, RunAnswer } from '@llamune/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { differing, retestApp, type Sides } from '../../testing/retest-app.js';
import { addRun } from '../../testing/retest-data.js';
import { addLogs } from '../../testing/sample-data.js';

const { app, admin, first, learner, place, newPoc, aModel, addSet, of, compare, compareRepeats, pairsOf, judge } = await retestApp();
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(newPoc);

test('the same two runs are the same comparison, also for two at once', async () => {
  const set = await addSet([{}, {}, {}]);
  const [baseline, candidate] = [await addRun(app, of(set, place.old), ({ id }) => ({ answer: `古い${id}` })), await addRun(app, of(set, place.next), ({ id }) => ({ answer: `新しい${id}` }))];
  const input = { baseline_run_id: baseline.id, candidate_run_id: candidate.id };
  const made = await Promise.all([1, 2, 3, 4].map(() => admin.call.comparisons.create(input)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await admin.call.comparisons.create(input)).toMatchObject({ id: made[0]!.id, poc_id: place.pocId, set_name: '基本の質問', baseline: { model_id: place.old }, candidate: { model_id: place.next }, progress: { pairs: 3, judged: 0, carried: 0 } });
  expect(await pairsOf(made[0]!.id)).toHaveLength(3);
  expect(await first.call.comparisons.list({ poc_id: place.pocId, model_id: place.next })).toEqual([await first.call.comparisons.get({ comparison_id: made[0]!.id })]);
  expect(await first.call.comparisons.list({ poc_id: place.pocId, model_id: place.old })).toEqual([]);
});

test('what cannot be compared is refused, and says what differs', async () => {
  const one = await addSet([{}]);
  const other = await addSet([{}]);
  const run = (set: typeof one, values = {}, repeats = 1) => addRun(app, { ...of(set, place.old, repeats), values }, () => ({}));
  const baseline = await run(one);
  const create = (candidate_run_id: number) => admin.call.comparisons.create({ baseline_run_id: baseline.id, candidate_run_id });
  await expect(create(baseline.id)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(create((await run(other)).id)).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('different question sets') });
  await expect(create((await run(one, { setVersion: 2 })).id)).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('versions of the question set (1 and 2)') });
  await expect(create((await run(one, {}, 2)).id)).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('(1 and 2)') });
  await expect(create((await run(one, { state: 'running' })).id)).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('not done yet (running)') });
  await expect(create(2_000_000_000)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await app.db.manager.countBy(Comparison, { baselineRunId: baseline.id })).toBe(0);
});

test('nobody looks at what is judged already, nor at what failed; an equal answer is looked at once', async () => {
  const judged = { evaluation: 1 as const, carriedFrom: 'expected' as const };
  const { id, questions } = await compare([
    { baseline: { answer: '同じ' }, candidate: { answer: '同じ' } },
    { baseline: { answer: '判定済み', ...judged }, candidate: { answer: '別の判定済み', ...judged } },
    { baseline: { answer: '同じで判定済み', ...judged }, candidate: { answer: '同じで判定済み', ...judged } },
    { baseline: { answer: '途中で失敗', finishReason: 'failed' }, candidate: { answer: 'よい' } },
    { baseline: { answer: 'よい' }, candidate: { answer: ' \n　' } },
    { baseline: { answer: '長すぎて切れた', finishReason: 'length' }, candidate: { answer: 'よい' } },
    { baseline: { answer: '判定済み', ...judged }, candidate: { answer: '未判定' } },
  ]);
  const pairs = await pairsOf(id);
  // The one that is good and changed comes before the others.
  expect(pairs.map(({ baselineAnswer }) => questions.findIndex((question) => question.id === baselineAnswer.questionId))).toEqual([6, 0, 5]);
  expect(await admin.call.comparisons.get({ comparison_id: id })).toMatchObject({ progress: { pairs: 3, judged: 0, carried: 2 } });
  expect((await admin.call.comparisons.items({ comparison_id: id, outcome: 'unseen' })).map(({ question_id }) => questions.findIndex((question) => question.id === question_id))).toEqual([0, 3, 4, 5, 6]);
  expect((await admin.call.comparisons.items({ comparison_id: id, trait: 'carried' })).map(({ question_id }) => questions.findIndex((question) => question.id === question_id))).toEqual([1, 2]);
  // Judged once for both.
  await expect(first.call.comparisons.judge({ pair_id: pairs[1]!.id, choice: 'same', left_evaluation: 1, right_evaluation: 2 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await expect(first.call.comparisons.judge({ pair_id: pairs[1]!.id, choice: 'left', left_evaluation: 1, right_evaluation: 1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await first.call.comparisons.judge({ pair_id: pairs[1]!.id, choice: 'same', left_evaluation: 2, right_evaluation: 2 })).toMatchObject({ left_is: 'both', baseline_evaluation: 2, candidate_evaluation: 2 });
  expect(await Promise.all([pairs[1]!.baselineAnswerId, pairs[1]!.candidateAnswerId].map((answerId) => app.db.manager.findOneByOrFail(RunAnswer, { id: answerId })))).toMatchObject([{ evaluation: 2, carriedFrom: null, judgedById: first.user.id }, { evaluation: 2, carriedFrom: null }]);
});

test('first what was wrong and trained since the baseline, then what was good and changed, then the others', async () => {
  const logs = await addLogs(app, place.session, [
    { question: '古い訓練', evaluation: 3, correctAnswer: '正' },
    { question: '新しい訓練', evaluation: 2, correctAnswer: '正' },
    { question: '良かった', evaluation: 1 },
  ]);
  const snapshot = async (logId: number) => (await learner.call.snapshots.create({ poc_id: place.pocId, valid_percent: 0, excluded_log_ids: logs.filter((id) => id !== logId) })).id;
  const [before, since, good] = [await snapshot(logs[0]!), await snapshot(logs[1]!), await snapshot(logs[2]!)];
  const baseline = await aModel({ snapshotId: before });
  const between = await aModel({ parentId: baseline, snapshotId: since });
  const candidate = await aModel({ parentId: between, snapshotId: good });
  const answers: Sides[] = [differing(6)[0]!, { baseline: { answer: '良', evaluation: 1 }, candidate: { answer: '変' } }, differing(6)[2]!, differing(6)[3]!, differing(6)[4]!, differing(6)[5]!];
  const questions = [{ logId: logs[0]! }, {}, { logId: logs[2]! }, { logId: logs[1]! }, {}, {}];
  const { id, questions: asked } = await compare(answers, { questions, models: [baseline, candidate] });
  expect((await pairsOf(id)).map(({ baselineAnswer }) => asked.findIndex((question) => question.id === baselineAnswer.questionId))).toEqual([3, 1, 0, 2, 4, 5]);
  // Beside a version that is no ancestor, the whole line counts.
  const other = await compare(answers, { questions, models: [place.old, candidate] });
  expect((await pairsOf(other.id)).map(({ baselineAnswer }) => other.questions.findIndex((question) => question.id === baselineAnswer.questionId))).toEqual([0, 3, 1, 2, 4, 5]);
  const groups = async (comparison_id: number) => (await admin.call.comparisons.items({ comparison_id })).map(({ group }) => group);
  expect([await groups(id), await groups(other.id)]).toEqual([
    ['other', 'other', 'trained', 'trained', 'other', 'other'],
    ['trained', 'other', 'trained', 'trained', 'other', 'other'],
  ]);
});

test('a second opinion is drawn for the share that was asked for, and sides by chance', async () => {
  const { id } = await compare(differing(200), { secondPercent: 25 });
  const pairs = await pairsOf(id);
  expect(pairs.filter(({ wantsSecond }) => wantsSecond)).toHaveLength(50);
  expect(pairs.map(({ position }) => position)).toEqual(pairs.map((_, at) => at + 1));
  const left = pairs.filter(({ baselineIsLeft }) => baselineIsLeft).length;
  // Outside of 50 to 150 of 200 once in 10^12.
  expect(left).toBeGreaterThan(50);
  expect(left).toBeLessThan(150);
});

test('repeats that say the same are looked at once, and judged together', async () => {
  const { id } = await compareRepeats(['甲', '甲', '甲'], ['乙', '丙', '乙']);
  const pairs = await pairsOf(id);
  expect(pairs.map(({ baselineAnswer, candidateAnswer }) => [baselineAnswer.repeat, candidateAnswer.answer])).toEqual([[1, '乙'], [2, '丙']]);
  await judge(first, pairs[0]!.id, 3, 1);
  expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({ outcomes: { unseen: 1 } });
  await judge(first, pairs[1]!.id, 3, 2);
  expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({ outcomes: { fixed: 1, unseen: 0 }, unsteady: { baseline: 0, candidate: 1 } });
  expect(await admin.call.comparisons.items({ comparison_id: id })).toMatchObject([{ outcome: 'fixed', baseline: { answer: '甲', good: 0, repeats: 3 }, candidate: { answer: '乙', evaluation: 1, good: 2, repeats: 3 } }]);
});
