import { Pair, PairJudgement, RunAnswer } from '@llamune/db';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { differing, retestApp, type Sides } from '../../testing/retest-app.js';

const { app, admin, first, second, learner, place, newPoc, begin, compare, pairsOf, judge } = await retestApp();
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(newPoc);

test('tells nothing of the versions: the same for the same answers the other way round', async () => {
  const questions = [{ topic: '税', expectedAnswer: '正解' }, { question: 'もう一つ' }];
  const answers: Sides[] = [{ baseline: { answer: '甲', evaluation: 1, carriedFrom: 'expected', durationMs: 10 }, candidate: { answer: '乙', durationMs: 9000 } }, differing(6)[1]!];
  const { id, baseline, candidate } = await compare(answers, { questions });
  const reversed = await begin(candidate, baseline);
  await app.db.manager.update(Pair, { comparisonId: id }, { baselineIsLeft: true });
  await app.db.manager.update(Pair, { comparisonId: reversed }, { baselineIsLeft: false });
  const seen = async (comparison_id: number) => {
    const pairs: object[] = [];
    const skip: number[] = [];
    for (let pair = await first.call.comparisons.next({ comparison_id }); pair; pair = await first.call.comparisons.next({ comparison_id, skip })) {
      skip.push(pair.pair_id);
      pairs.push({ ...pair, pair_id: 0 });
    }
    return pairs.map((pair) => JSON.stringify(pair)).toSorted();
  };
  const [one, other] = [await seen(id), await seen(reversed)];
  expect(one).toHaveLength(2);
  expect(one).toEqual(other);
  expect(JSON.parse(one.find((pair) => pair.includes('税'))!)).toEqual({ pair_id: 0, role: 'first', question: '質問その0', expected_answer: '正解', topic: '税', left: '甲', right: '乙', remaining: 2, earlier: [] });
});

test('people who judge at the same time seldom get the same pair, and each gets the same one again', async () => {
  const { id } = await compare(differing(60));
  const people = [first, second, admin];
  let same = 0;
  const order: number[] = [];
  for (let round = 0; round < 15; round++) {
    const shown = await Promise.all(people.map((person) => person.call.comparisons.next({ comparison_id: id })));
    expect(await first.call.comparisons.next({ comparison_id: id })).toEqual(shown[0]);
    same += people.length - new Set(shown.map((pair) => pair!.pair_id)).size;
    for (const pair of new Set(shown.map((each) => each!.pair_id))) {
      order.push((await app.db.manager.findOneByOrFail(Pair, { id: pair })).position);
      await judge(first, pair, 1, 1);
    }
  }
  expect(same).toBeLessThan(15);
  // Never far from the order of urgency: within the first sixteen that were open.
  order.forEach((position, at) => expect(position).toBeLessThanOrEqual(at + 16 + 2));
  expect((await first.call.comparisons.next({ comparison_id: id }))!.remaining).toBe(60 - order.length);
});

test('a second opinion comes from another person, and a lead decides where two differ', async () => {
  const { id } = await compare(differing(2), { secondPercent: 100 });
  const [one, two] = (await pairsOf(id)).map((pair) => pair.id) as [number, number];
  const shown = (person: typeof first) => person.call.comparisons.next({ comparison_id: id });
  await judge(first, one, 3, 1, { choice: 'candidate' });
  await judge(first, two, 1, 1);
  expect(await shown(first)).toBeNull();
  expect(await shown(second)).toMatchObject({ role: 'second', remaining: 2, earlier: [] });
  await judge(second, one, 3, 2, { choice: 'candidate' });
  await judge(second, two, 1, 1);
  expect(await shown(second)).toBeNull();
  expect(await app.db.manager.countBy(RunAnswer, { id: (await pairsOf(id))[0]!.candidateAnswerId, evaluation: 1 })).toBe(0);
  expect(await admin.call.comparisons.get({ comparison_id: id })).toMatchObject({ progress: { pairs: 2, judged: 2, second_wanted: 2, second_judged: 2, disagreed: 1, decided: 0 } });
  const lead = await shown(admin);
  expect(lead).toMatchObject({ pair_id: one, role: 'lead', remaining: 1 });
  const { baselineIsLeft } = await app.db.manager.findOneByOrFail(Pair, { id: one });
  expect(lead!.earlier).toEqual([1, 2].map((candidate) => ({ left_evaluation: baselineIsLeft ? 3 : candidate, right_evaluation: baselineIsLeft ? candidate : 3, choice: baselineIsLeft ? 'right' : 'left' })));
  await judge(admin, one, 3, 2);
  expect(await shown(admin)).toBeNull();
  expect(await admin.call.comparisons.get({ comparison_id: id })).toMatchObject({ progress: { disagreed: 1, decided: 1 } });
  expect((await pairsOf(id)).map(({ baselineAnswer, candidateAnswer }) => [baselineAnswer.evaluation, candidateAnswer.evaluation, candidateAnswer.judgedById])).toEqual([[3, 2, admin.user.id], [1, 1, first.user.id]]);
});

test('an admin who was one of the two decides only where no other admin can', async () => {
  const { id } = await compare(differing(1), { secondPercent: 100 });
  const [pair] = await pairsOf(id);
  await judge(admin, pair!.id, 1, 1);
  await judge(second, pair!.id, 3, 1);
  expect(await admin.call.comparisons.next({ comparison_id: id })).toMatchObject({ role: 'lead' });
  const other = await app.signUp('admin');
  expect(await admin.call.comparisons.next({ comparison_id: id })).toBeNull();
  await expect(judge(admin, pair!.id, 3, 1, { role: 'lead' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await app.db.query('UPDATE users SET disabled_at = now() WHERE id = $1', [other.user.id]);
  await judge(admin, pair!.id, 3, 1, { role: 'lead' });
  expect(await app.db.manager.find(PairJudgement, { where: { pairId: pair!.id }, order: { id: 'ASC' } })).toMatchObject([{ role: 'first', baselineEvaluation: 1 }, { role: 'second' }, { role: 'lead', baselineEvaluation: 3 }]);
});

test('no second judge is waited for any more, once an admin says so; what a second one has said stays', async () => {
  const { id } = await compare(differing(3), { secondPercent: 100 });
  const pairs = await pairsOf(id);
  for (const pair of pairs.slice(0, 2)) await judge(first, pair.id, 3, 1);
  await judge(second, pairs[0]!.id, 3, 2);
  await expect(first.call.comparisons.waiveSecond({ comparison_id: id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(admin.call.comparisons.waiveSecond({ comparison_id: 2_000_000_000 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await admin.call.comparisons.waiveSecond({ comparison_id: id })).toMatchObject({ progress: { pairs: 3, judged: 2, second_wanted: 1, second_judged: 1, disagreed: 1, decided: 0 } });
  expect(await second.call.comparisons.next({ comparison_id: id })).toMatchObject({ role: 'first', pair_id: pairs[2]!.id, remaining: 1 });
  expect(await admin.call.comparisons.next({ comparison_id: id, skip: [pairs[2]!.id] })).toMatchObject({ role: 'lead', pair_id: pairs[0]!.id });
  await judge(second, pairs[2]!.id, 3, 1);
  await judge(admin, pairs[0]!.id, 3, 1, { role: 'lead' });
  const { outcomes } = await admin.call.comparisons.result({ comparison_id: id });
  expect(outcomes).toMatchObject({ questions: 3, fixed: 3, unseen: 0 });
  const { id: set_id } = (await admin.call.questionSets.list({ poc_id: place.pocId }))[0]!;
  expect(await admin.call.questionSets.holdOut({ set_id, held_out: true })).toMatchObject({ changed: 3, refused: [] });
});

test('what is not there is absent, and a learner judges nothing', async () => {
  await expect(first.call.comparisons.next({ comparison_id: 2_000_000_000 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(judge(learner, (await pairsOf((await compare(differing(1))).id))[0]!.id, 1, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(first.call.comparisons.judge({ pair_id: 2_000_000_000, choice: 'same', left_evaluation: 1, right_evaluation: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('by REST, with what is left for later in the address', async () => {
  const { id } = await compare(differing(3));
  const [one, two, three] = (await pairsOf(id)).map((pair) => pair.id);
  expect((await first.request('GET', `/comparisons/${id}/next?skip=${one}&skip=${two}`)).json()).toMatchObject({ pair_id: three, remaining: 3 });
  expect((await first.request('GET', `/comparisons/${id}/next?skip=${one}&skip=${two}&skip=${three}`)).json()).toBeNull();
  expect((await first.request('GET', `/comparisons/${id}/next?skip=x`)).statusCode).toBe(422);
  const page = await first.request('GET', `/comparisons?poc_id=${place.pocId}&limit=1`);
  expect(page.headers['link']).toBe(`</comparisons?poc_id=${place.pocId}&limit=1&before=${id}>; rel="next"`);
  expect((await first.request('GET', `/comparisons?poc_id=${place.pocId}`)).headers['link']).toBeUndefined();
});
