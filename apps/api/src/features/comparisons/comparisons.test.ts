import { Comparison, ConversationLog, HeldOutQuestion, LogChange, Model, Pair, PairJudgement, RunAnswer, type SetQuestion } from '@llamune/db';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { questionKeyOf } from '../../fold-question.js';
import { addQuestionSet, addRun } from '../../testing/retest-data.js';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

type Person = Awaited<ReturnType<TestApp['signUp']>>;
let app: TestApp;
let admin: Person;
let [first, second]: Person[] = [];
let learner: Person;
let pocId: number;
let session: number;
let [old, next]: number[] = [];

beforeAll(async () => {
  app = await testApp();
  await addSamples(app);
  admin = await app.signUp('admin');
  [first, second] = [await app.signUp('evaluator'), await app.signUp('evaluator')];
  learner = await app.signUp('learner');
});
afterAll(async () => app[Symbol.asyncDispose]());
beforeEach(async () => {
  pocId = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
  session = (await first!.call.sessions.create({ poc_id: pocId, model_id: 1 })).session_id;
  [old, next] = [await aModel(), await aModel()];
});

const aModel = async (values: Partial<Model> = {}) => (await app.db.manager.save(app.db.manager.create(Model, { modelName: `model ${Math.random()}`, version: 1, ...values }))).id;
const of = (setId: number, questions: SetQuestion[], modelId: number, repeats = 1) => ({ setId, questions, modelId, createdById: admin.user.id, repeats });
type Sides = { baseline: Partial<RunAnswer>; candidate: Partial<RunAnswer> };

/** Two runs of one set, and their comparison. Each question is one entry of `answers`; a text is an answer that is not judged. */
const compare = async (answers: Sides[], { questions = answers.map(() => ({})), secondPercent = 0, models = [old!, next!] }: { questions?: Partial<SetQuestion>[]; secondPercent?: number; models?: number[] } = {}) => {
  const set = await addQuestionSet(app, { pocId, createdById: admin.user.id }, questions);
  const answerOf = (side: keyof Sides) => (question: SetQuestion) => answers[set.questions.indexOf(question)]![side];
  const baseline = await addRun(app, of(set.setId, set.questions, models[0]!), answerOf('baseline'));
  const candidate = await addRun(app, of(set.setId, set.questions, models[1]!), answerOf('candidate'));
  const { id } = await admin.call.comparisons.create({ baseline_run_id: baseline.id, candidate_run_id: candidate.id, second_percent: secondPercent });
  return { ...set, id, baseline, candidate };
};
const differing = (at: number): Sides => ({ baseline: { answer: `古い回答${at}` }, candidate: { answer: `新しい回答${at}` } });
const several = (count: number) => Array.from({ length: count }, (_, at) => differing(at));
const pairsOf = (comparisonId: number) => app.db.manager.find(Pair, { where: { comparisonId }, order: { position: 'ASC' }, relations: { baselineAnswer: true, candidateAnswer: true } });
const answerOf = (id: number) => app.db.manager.findOneByOrFail(RunAnswer, { id });

/** By version, whatever side it stands on. */
const judge = async (person: Person, pairId: number, baseline: 1 | 2 | 3, candidate: 1 | 2 | 3, more: { choice?: 'baseline' | 'candidate' | 'same' | 'both_bad'; role?: 'first' | 'second' | 'lead' } = {}) => {
  const { baselineIsLeft } = await app.db.manager.findOneByOrFail(Pair, { id: pairId });
  const { choice = 'same', role } = more;
  return person.call.comparisons.judge({
    pair_id: pairId,
    ...(role && { role }),
    choice: choice === 'same' || choice === 'both_bad' ? choice : (choice === 'baseline') === baselineIsLeft ? 'left' : 'right',
    left_evaluation: baselineIsLeft ? baseline : candidate,
    right_evaluation: baselineIsLeft ? candidate : baseline,
  });
};

describe('create', () => {
  test('the same two runs are the same comparison, also for two at once', async () => {
    const { setId, questions } = await addQuestionSet(app, { pocId, createdById: admin.user.id }, [{}, {}, {}]);
    const [baseline, candidate] = [await addRun(app, of(setId, questions, old!), ({ id }) => ({ answer: `古い${id}` })), await addRun(app, of(setId, questions, next!), ({ id }) => ({ answer: `新しい${id}` }))];
    const input = { baseline_run_id: baseline.id, candidate_run_id: candidate.id };
    const made = await Promise.all([1, 2, 3, 4].map(() => admin.call.comparisons.create(input)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await admin.call.comparisons.create(input)).toMatchObject({ id: made[0]!.id, poc_id: pocId, set_name: '基本の質問', baseline: { model_id: old }, candidate: { model_id: next }, progress: { pairs: 3, judged: 0, carried: 0 } });
    expect(await pairsOf(made[0]!.id)).toHaveLength(3);
    expect(await first!.call.comparisons.list({ poc_id: pocId, model_id: next })).toEqual([await first!.call.comparisons.get({ comparison_id: made[0]!.id })]);
    expect(await first!.call.comparisons.list({ poc_id: pocId, model_id: old })).toEqual([]);
  });

  test('what cannot be compared is refused, and says what differs', async () => {
    const one = await addQuestionSet(app, { pocId, createdById: admin.user.id }, [{}]);
    const other = await addQuestionSet(app, { pocId, createdById: admin.user.id }, [{}]);
    const run = (set: typeof one, values = {}, repeats = 1) => addRun(app, { ...of(set.setId, set.questions, old!, repeats), values }, () => ({}));
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
    // Judged once for both.
    await expect(first!.call.comparisons.judge({ pair_id: pairs[1]!.id, choice: 'same', left_evaluation: 1, right_evaluation: 2 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(first!.call.comparisons.judge({ pair_id: pairs[1]!.id, choice: 'left', left_evaluation: 1, right_evaluation: 1 })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(await first!.call.comparisons.judge({ pair_id: pairs[1]!.id, choice: 'same', left_evaluation: 2, right_evaluation: 2 })).toMatchObject({ left_is: 'both', baseline_evaluation: 2, candidate_evaluation: 2 });
    expect(await Promise.all([pairs[1]!.baselineAnswerId, pairs[1]!.candidateAnswerId].map(answerOf))).toMatchObject([{ evaluation: 2, carriedFrom: null, judgedById: first!.user.id }, { evaluation: 2, carriedFrom: null }]);
  });

  test('first what was wrong and trained since the baseline, then what was good and changed, then the others', async () => {
    const logs = await addLogs(app, session, [
      { question: '古い訓練', evaluation: 3, correctAnswer: '正' },
      { question: '新しい訓練', evaluation: 2, correctAnswer: '正' },
      { question: '良かった', evaluation: 1 },
    ]);
    const snapshot = async (logId: number) => (await learner.call.snapshots.create({ poc_id: pocId, valid_percent: 0, excluded_log_ids: logs.filter((id) => id !== logId) })).id;
    const [before, since, good] = [await snapshot(logs[0]!), await snapshot(logs[1]!), await snapshot(logs[2]!)];
    const baseline = await aModel({ snapshotId: before });
    const between = await aModel({ parentId: baseline, snapshotId: since });
    const candidate = await aModel({ parentId: between, snapshotId: good });
    const answers: Sides[] = [differing(0), { baseline: { answer: '良', evaluation: 1 }, candidate: { answer: '変' } }, differing(2), differing(3), differing(4), differing(5)];
    const questions = [{ logId: logs[0]! }, {}, { logId: logs[2]! }, { logId: logs[1]! }, {}, {}];
    const { id, questions: asked } = await compare(answers, { questions, models: [baseline, candidate] });
    expect((await pairsOf(id)).map(({ baselineAnswer }) => asked.findIndex((question) => question.id === baselineAnswer.questionId))).toEqual([3, 1, 0, 2, 4, 5]);
    // Beside a version that is no ancestor, the whole line counts.
    const other = await compare(answers, { questions, models: [old!, candidate] });
    expect((await pairsOf(other.id)).map(({ baselineAnswer }) => other.questions.findIndex((question) => question.id === baselineAnswer.questionId))).toEqual([0, 3, 1, 2, 4, 5]);
    const groups = async (comparison_id: number) => (await admin.call.comparisons.items({ comparison_id })).map(({ group }) => group);
    expect([await groups(id), await groups(other.id)]).toEqual([
      ['other', 'other', 'trained', 'trained', 'other', 'other'],
      ['trained', 'other', 'trained', 'trained', 'other', 'other'],
    ]);
  });

  test('a second opinion is drawn for the share that was asked for, and sides by chance', async () => {
    const { id } = await compare(several(200), { secondPercent: 25 });
    const pairs = await pairsOf(id);
    expect(pairs.filter(({ wantsSecond }) => wantsSecond)).toHaveLength(50);
    expect(pairs.map(({ position }) => position)).toEqual(pairs.map((_, at) => at + 1));
    const left = pairs.filter(({ baselineIsLeft }) => baselineIsLeft).length;
    // Outside of 50 to 150 of 200 once in 10^12.
    expect(left).toBeGreaterThan(50);
    expect(left).toBeLessThan(150);
  });

  test('repeats that say the same are looked at once, and judged together', async () => {
    const { setId, questions } = await addQuestionSet(app, { pocId, createdById: admin.user.id }, [{}]);
    const run = (modelId: number, answers: string[]) => addRun(app, of(setId, questions, modelId, answers.length), (_question, repeat) => ({ answer: answers[repeat - 1]! }));
    const [baseline, candidate] = [await run(old!, ['甲', '甲', '甲']), await run(next!, ['乙', '丙', '乙'])];
    const { id } = await admin.call.comparisons.create({ baseline_run_id: baseline.id, candidate_run_id: candidate.id });
    const pairs = await pairsOf(id);
    expect(pairs.map(({ baselineAnswer, candidateAnswer }) => [baselineAnswer.repeat, candidateAnswer.answer])).toEqual([[1, '乙'], [2, '丙']]);
    await judge(first!, pairs[0]!.id, 3, 1);
    expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({ outcomes: { unseen: 1 } });
    await judge(first!, pairs[1]!.id, 3, 2);
    expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({ outcomes: { fixed: 1, unseen: 0 }, unsteady: { baseline: 0, candidate: 1 } });
    expect(await admin.call.comparisons.items({ comparison_id: id })).toMatchObject([{ outcome: 'fixed', baseline: { answer: '甲', good: 0, repeats: 3 }, candidate: { answer: '乙', evaluation: 1, good: 2, repeats: 3 } }]);
  });
});

describe('next', () => {
  test('tells nothing of the versions: the same for the same answers the other way round', async () => {
    const questions = [{ topic: '税', expectedAnswer: '正解' }, { question: 'もう一つ' }];
    const answers: Sides[] = [{ baseline: { answer: '甲', evaluation: 1, carriedFrom: 'expected', durationMs: 10 }, candidate: { answer: '乙', durationMs: 9000 } }, differing(1)];
    const { id, baseline, candidate } = await compare(answers, { questions });
    const { id: reversed } = await admin.call.comparisons.create({ baseline_run_id: candidate.id, candidate_run_id: baseline.id });
    await app.db.manager.update(Pair, { comparisonId: id }, { baselineIsLeft: true });
    await app.db.manager.update(Pair, { comparisonId: reversed }, { baselineIsLeft: false });
    const seen = async (comparison_id: number) => {
      const pairs: object[] = [];
      const skip: number[] = [];
      for (let pair = await first!.call.comparisons.next({ comparison_id }); pair; pair = await first!.call.comparisons.next({ comparison_id, skip })) {
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
    const { id } = await compare(several(60));
    const people = [first!, second!, admin];
    let same = 0;
    const order: number[] = [];
    for (let round = 0; round < 15; round++) {
      const shown = await Promise.all(people.map((person) => person.call.comparisons.next({ comparison_id: id })));
      expect(await first!.call.comparisons.next({ comparison_id: id })).toEqual(shown[0]);
      same += people.length - new Set(shown.map((pair) => pair!.pair_id)).size;
      for (const pair of new Set(shown.map((each) => each!.pair_id))) {
        order.push((await app.db.manager.findOneByOrFail(Pair, { id: pair })).position);
        await judge(first!, pair, 1, 1);
      }
    }
    expect(same).toBeLessThan(15);
    // Never far from the order of urgency: within the first sixteen that were open.
    order.forEach((position, at) => expect(position).toBeLessThanOrEqual(at + 16 + 2));
    expect((await first!.call.comparisons.next({ comparison_id: id }))!.remaining).toBe(60 - order.length);
  });

  test('a second opinion comes from another person, and a lead decides where two differ', async () => {
    const { id } = await compare(several(2), { secondPercent: 100 });
    const [one, two] = (await pairsOf(id)).map((pair) => pair.id) as [number, number];
    const shown = (person: Person) => person.call.comparisons.next({ comparison_id: id });
    await judge(first!, one, 3, 1, { choice: 'candidate' });
    await judge(first!, two, 1, 1);
    expect(await shown(first!)).toBeNull();
    expect(await shown(second!)).toMatchObject({ role: 'second', remaining: 2, earlier: [] });
    await judge(second!, one, 3, 2, { choice: 'candidate' });
    await judge(second!, two, 1, 1);
    expect(await shown(second!)).toBeNull();
    expect(await app.db.manager.countBy(RunAnswer, { id: (await pairsOf(id))[0]!.candidateAnswerId, evaluation: 1 })).toBe(0);
    expect(await admin.call.comparisons.get({ comparison_id: id })).toMatchObject({ progress: { pairs: 2, judged: 2, second_wanted: 2, second_judged: 2, disagreed: 1, decided: 0 } });
    const lead = await shown(admin);
    expect(lead).toMatchObject({ pair_id: one, role: 'lead', remaining: 1 });
    const { baselineIsLeft } = await app.db.manager.findOneByOrFail(Pair, { id: one });
    expect(lead!.earlier).toEqual([1, 2].map((candidate) => ({ left_evaluation: baselineIsLeft ? 3 : candidate, right_evaluation: baselineIsLeft ? candidate : 3, choice: baselineIsLeft ? 'right' : 'left' })));
    await judge(admin, one, 3, 2);
    expect(await shown(admin)).toBeNull();
    expect(await admin.call.comparisons.get({ comparison_id: id })).toMatchObject({ progress: { disagreed: 1, decided: 1 } });
    expect((await pairsOf(id)).map(({ baselineAnswer, candidateAnswer }) => [baselineAnswer.evaluation, candidateAnswer.evaluation, candidateAnswer.judgedById])).toEqual([[3, 2, admin.user.id], [1, 1, first!.user.id]]);
  });

  test('an admin who was one of the two decides only where no other admin can', async () => {
    const { id } = await compare(several(1), { secondPercent: 100 });
    const [pair] = await pairsOf(id);
    await judge(admin, pair!.id, 1, 1);
    await judge(second!, pair!.id, 3, 1);
    expect(await admin.call.comparisons.next({ comparison_id: id })).toMatchObject({ role: 'lead' });
    const other = await app.signUp('admin');
    expect(await admin.call.comparisons.next({ comparison_id: id })).toBeNull();
    await expect(judge(admin, pair!.id, 3, 1, { role: 'lead' })).rejects.toMatchObject({ code: 'CONFLICT' });
    await app.db.query('UPDATE users SET disabled_at = now() WHERE id = $1', [other.user.id]);
    await judge(admin, pair!.id, 3, 1, { role: 'lead' });
    expect(await app.db.manager.find(PairJudgement, { where: { pairId: pair!.id }, order: { id: 'ASC' } })).toMatchObject([{ role: 'first', baselineEvaluation: 1 }, { role: 'second' }, { role: 'lead', baselineEvaluation: 3 }]);
  });

  test('what is not there is absent, and a learner judges nothing', async () => {
    await expect(first!.call.comparisons.next({ comparison_id: 2_000_000_000 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(judge(learner, (await pairsOf((await compare(several(1))).id))[0]!.id, 1, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(first!.call.comparisons.judge({ pair_id: 2_000_000_000, choice: 'same', left_evaluation: 1, right_evaluation: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('by REST, with what is left for later in the address', async () => {
    const { id } = await compare(several(3));
    const [one, two, three] = (await pairsOf(id)).map((pair) => pair.id);
    expect((await first!.request('GET', `/comparisons/${id}/next?skip=${one}&skip=${two}`)).json()).toMatchObject({ pair_id: three, remaining: 3 });
    expect((await first!.request('GET', `/comparisons/${id}/next?skip=${one}&skip=${two}&skip=${three}`)).json()).toBeNull();
    expect((await first!.request('GET', `/comparisons/${id}/next?skip=x`)).statusCode).toBe(422);
    const page = await first!.request('GET', `/comparisons?poc_id=${pocId}&limit=1`);
    expect(page.headers['link']).toBe(`</comparisons?poc_id=${pocId}&limit=1&before=${id}>; rel="next"`);
    expect((await first!.request('GET', `/comparisons?poc_id=${pocId}`)).headers['link']).toBeUndefined();
  });
});

describe('judge', () => {
  test('two at once: one counts, the other hears of it; where a second opinion is wanted, it is that', async () => {
    const { id } = await compare(several(1));
    const [pair] = await pairsOf(id);
    const both = await Promise.allSettled([judge(first!, pair!.id, 1, 2), judge(second!, pair!.id, 2, 1)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(await app.db.manager.countBy(PairJudgement, { pairId: pair!.id })).toBe(1);
    const twice = await compare(several(1), { secondPercent: 100 });
    const [other] = await pairsOf(twice.id);
    await Promise.all([judge(first!, other!.id, 1, 2), judge(second!, other!.id, 1, 2)]);
    expect((await app.db.manager.findBy(PairJudgement, { pairId: other!.id })).map(({ role }) => role).toSorted()).toEqual(['first', 'second']);
  });

  test('many at once on answers that are equal crosswise: none is lost, none waits for ever', async () => {
    const { setId, questions } = await addQuestionSet(app, { pocId, createdById: admin.user.id }, [{}]);
    const run = (modelId: number, answers: string[]) => addRun(app, of(setId, questions, modelId, answers.length), (_question, repeat) => ({ answer: answers[repeat - 1]! }));
    const [baseline, candidate] = [await run(old!, ['甲', '乙', '甲', '乙', '甲', '丙']), await run(next!, ['乙', '甲', '丙', '丙', '甲', '乙'])];
    const { id } = await admin.call.comparisons.create({ baseline_run_id: baseline.id, candidate_run_id: candidate.id });
    const pairs = await pairsOf(id);
    expect(pairs).toHaveLength(6);
    await Promise.all(pairs.map(({ id: pairId }, at) => (at === 4 ? first!.call.comparisons.judge({ pair_id: pairId, choice: 'same', left_evaluation: 2, right_evaluation: 2 }) : judge(first!, pairId, 2, 2))));
    expect(await app.db.manager.countBy(RunAnswer, { runId: baseline.id, evaluation: 2 })).toBe(6);
  });

  test('judging again replaces, shows the same again, and keeps what was said before', async () => {
    const { id } = await compare(several(1));
    const [pair] = await pairsOf(id);
    const shown = await first!.call.comparisons.next({ comparison_id: id });
    await expect(first!.call.comparisons.pair({ pair_id: pair!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const told = await judge(first!, pair!.id, 3, 1);
    expect(told).toEqual({ pair_id: pair!.id, left_is: pair!.baselineIsLeft ? 'baseline' : 'candidate', baseline_evaluation: 3, candidate_evaluation: 1, verified_log_id: null });
    expect(await first!.call.comparisons.pair({ pair_id: pair!.id })).toEqual({ ...shown, remaining: 0 });
    await expect(second!.call.comparisons.pair({ pair_id: pair!.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await judge(first!, pair!.id, 2, 2);
    await expect(judge(second!, pair!.id, 1, 1)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await answerOf(pair!.candidateAnswerId)).toMatchObject({ evaluation: 2, judgedById: first!.user.id });
    expect(await app.db.manager.countBy(PairJudgement, { pairId: pair!.id })).toBe(2);
  });

  test('equal answers elsewhere follow, and lose it again while two differ', async () => {
    const { id, setId, questions } = await compare(several(1), { secondPercent: 100 });
    const later = await addRun(app, of(setId, questions, await aModel()), () => ({ answer: '新しい 回答０' }));
    const [pair] = await pairsOf(id);
    const elsewhere = () => app.db.manager.findOneByOrFail(RunAnswer, { runId: later.id });
    await judge(first!, pair!.id, 3, 1);
    expect(await elsewhere()).toMatchObject({ evaluation: null });
    await app.db.manager.update(RunAnswer, { runId: later.id }, { answerKey: pair!.candidateAnswer.answerKey });
    await judge(first!, pair!.id, 3, 2);
    expect(await elsewhere()).toMatchObject({ evaluation: 2, carriedFrom: 'run', carriedFromAnswerId: pair!.candidateAnswerId });
    await judge(second!, pair!.id, 3, 1);
    expect(await elsewhere()).toMatchObject({ evaluation: null, carriedFrom: null, carriedFromAnswerId: null });
    // The second sees it like the first after all.
    await judge(second!, pair!.id, 3, 2);
    expect(await elsewhere()).toMatchObject({ evaluation: 2, carriedFrom: 'run' });
    expect(await answerOf(pair!.candidateAnswerId)).toMatchObject({ evaluation: 2, judgedById: first!.user.id });
  });
});

describe('検証済み', () => {
  /** A corrected log that a model was trained on, and the retest of it beside the old version. */
  const retested = async ({ acknowledge = true, secondPercent = 0 } = {}) => {
    const [log] = (await addLogs(app, session, [{ question: '直した質問', evaluation: 3, correctAnswer: '正しい' }])) as [number];
    const snapshot = (await learner.call.snapshots.create({ poc_id: pocId, valid_percent: 0 })).id;
    const trained = await aModel({ parentId: old!, snapshotId: snapshot });
    const grandchild = await aModel({ parentId: trained });
    if (acknowledge) await learner.call.snapshots.acknowledge({ snapshot_id: snapshot });
    const { id } = await compare(several(1), { questions: [{ logId: log }], models: [old!, grandchild], secondPercent });
    const status = async () => (await admin.call.logs.get({ log_id: log })).status;
    return { log, pair: (await pairsOf(id))[0]!.id, status };
  };

  test('良い of a version that was trained on it proves it; taking that back takes the proof back', async () => {
    const { log, pair, status } = await retested();
    expect(await judge(first!, pair, 1, 2)).toMatchObject({ verified_log_id: null });
    expect(await status()).toBe(2);
    expect(await judge(first!, pair, 3, 1)).toMatchObject({ verified_log_id: log });
    expect(await status()).toBe(3);
    expect(await first!.call.logs.history({ log_id: log })).toMatchObject([{ changed_by: first!.user.username, before: { status: 2, correct_answer: '正しい' }, after: { status: 3, evaluation: 3, correct_answer: '正しい' } }, { after: { status: 2 } }]);
    expect(await judge(first!, pair, 3, 1)).toMatchObject({ verified_log_id: log });
    expect(await judge(first!, pair, 3, 3)).toMatchObject({ verified_log_id: null });
    expect(await status()).toBe(2);
    expect(await first!.call.logs.history({ log_id: log })).toHaveLength(3);
  });

  test('not while the training is not acknowledged, nor when the correction was changed since', async () => {
    const open = await retested({ acknowledge: false });
    await app.db.manager.update(ConversationLog, open.log, { status: 2 });
    expect(await judge(first!, open.pair, 3, 1)).toMatchObject({ verified_log_id: null });
    expect(await open.status()).toBe(2);
    pocId = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
    session = (await first!.call.sessions.create({ poc_id: pocId, model_id: 1 })).session_id;
    const changed = await retested();
    await first!.call.logs.evaluate({ log_id: changed.log, correct_answer: 'もっと正しい' });
    await learner.call.logs.setStatus({ log_id: changed.log, status: 2 });
    expect(await judge(first!, changed.pair, 3, 1)).toMatchObject({ verified_log_id: null });
    expect(await changed.status()).toBe(2);
  });

  test('what was set by hand stays, and a disagreement is no proof', async () => {
    const byHand = await retested();
    await learner.call.logs.setStatus({ log_id: byHand.log, status: 3 });
    await judge(first!, byHand.pair, 3, 3);
    expect(await byHand.status()).toBe(3);
    pocId = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
    session = (await first!.call.sessions.create({ poc_id: pocId, model_id: 1 })).session_id;
    const twice = await retested({ secondPercent: 100 });
    await judge(first!, twice.pair, 3, 1);
    expect(await twice.status()).toBe(3);
    await judge(second!, twice.pair, 3, 2);
    expect(await twice.status()).toBe(2);
    expect(await judge(admin, twice.pair, 3, 1)).toMatchObject({ verified_log_id: twice.log });
    expect(await app.db.manager.countBy(LogChange, { logId: twice.log })).toBe(4);
  });
});

describe('preferences', () => {
  const linesOf = async (comparison_id: number) => {
    let text = '';
    for await (const part of await learner.call.comparisons.preferences({ comparison_id })) text += part;
    return text === '' ? [] : text.trimEnd().split('\n').map((line) => JSON.parse(line) as { prompt: { content: string }[]; chosen: unknown; rejected: unknown });
  };

  test('what was preferred and is 良い, never what is kept for testing or near it', async () => {
    const set = await addQuestionSet(app, { pocId, createdById: admin.user.id }, ['選ぶ', '逆', '引き分け', 'どちらも誤り', '取り置き', '切れた'].map((question) => ({ question })));
    const [paraphrase] = (await addQuestionSet(app, { pocId, createdById: admin.user.id }, [{ question: '取り置きの言い換え', kind: 'paraphrase', siblingOfId: set.questions[4]!.id }])).questions;
    const questions = [...set.questions, paraphrase!];
    const run = (modelId: number, name: string) => addRun(app, { ...of(set.setId, questions, modelId), values: { systemPrompt: `${name}の指示` } }, ({ question }) => ({ answer: `${name} ${question}`, ...(question === '切れた' && { finishReason: 'length' as const }) }));
    const [baseline, candidate] = [await run(old!, '古'), await run(next!, '新')];
    const { id } = await admin.call.comparisons.create({ baseline_run_id: baseline.id, candidate_run_id: candidate.id });
    await app.db.manager.insert(HeldOutQuestion, { pocId, question: '取り置き！', questionKey: questionKeyOf('取り置き！'), heldById: admin.user.id });
    for (const { id: pairId, baselineAnswer } of await pairsOf(id)) {
      const { question } = questions.find((each) => each.id === baselineAnswer.questionId)!;
      if (question === '逆') await judge(first!, pairId, 1, 3, { choice: 'baseline' });
      else if (question === '引き分け') await judge(first!, pairId, 1, 1);
      else if (question === 'どちらも誤り') await judge(first!, pairId, 3, 2, { choice: 'candidate' });
      else await judge(first!, pairId, 3, 1, { choice: 'candidate' });
    }
    const said = (content: string) => [{ role: 'assistant', content }];
    const prompt = (system: string, question: string) => [{ role: 'system', content: system }, { role: 'user', content: question }];
    expect(await linesOf(id)).toEqual([
      { prompt: prompt('新の指示', '選ぶ'), chosen: said('新 選ぶ'), rejected: said('古 選ぶ') },
      { prompt: prompt('古の指示', '逆'), chosen: said('古 逆'), rejected: said('新 逆') },
    ]);
    expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({ preferences: { candidate: 5, baseline: 1, same: 1, both_bad: 0 } });
    const reply = await learner.request('GET', `/comparisons/${id}/preferences`);
    expect(reply.headers).toMatchObject({ 'content-type': 'application/jsonl; charset=utf-8', 'content-disposition': `attachment; filename="preferences-${id}.dpo.jsonl"` });
    expect((await learner.request('GET', '/comparisons/2000000000/preferences')).statusCode).toBe(404);
  });
});
