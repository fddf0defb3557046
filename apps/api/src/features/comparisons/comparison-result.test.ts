import type { ComparisonItem, ItemTrait } from '@llamune/contracts';
import { Pair, PairJudgement, RunAnswer, type SetQuestion } from '@llamune/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cohenKappa } from '../../statistics/kappa.js';
import { exactMcNemar } from '../../statistics/mcnemar.js';
import { rateOrNull } from '../../statistics/wilson.js';
import { addQuestionSet, addRun } from '../../testing/retest-data.js';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

type Person = Awaited<ReturnType<TestApp['signUp']>>;
let app: TestApp;
let admin: Person;
let evaluators: Person[];
let learner: Person;
let comparisonId: number;
let setId: number;
let questions: SetQuestion[];
let trained: Set<number>;
const repeats = 3;

/** The same ones each time. */
const randomOf = (seed: number) => () => {
  seed = (seed * 1_664_525 + 1_013_904_223) % 2 ** 32;
  return seed / 2 ** 32;
};
const random = randomOf(20_261_129);
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

// A random set of 120 questions, three times each, judged at random by three people.
beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  admin = await app.signUp('admin');
  evaluators = [await app.signUp('evaluator'), await app.signUp('evaluator')];
  learner = await app.signUp('learner');
  const { session_id } = await evaluators[0]!.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  const logs = await addLogs(app, session_id, Array.from({ length: 40 }, (_, at) => ({ question: `ログの質問 ${at} 番`, evaluation: 3 as const, correctAnswer: `正しい ${at}` })));
  const { id: snapshot_id } = await learner.call.snapshots.create({ poc_id: poc.id, valid_percent: 20, test_percent: 20 });
  const candidate = await learner.call.models.create({ model_name: 'sample', parent_id: model.id, snapshot_id });
  trained = new Set((await learner.call.snapshots.examples({ snapshot_id, split: 'train' })).map(({ log_id }) => log_id));

  const first = await addQuestionSet(app, { pocId: poc.id, createdById: admin.user.id }, Array.from({ length: 120 }, (_, at) => ({ question: `質問 ${at}`, topic: oneOf([null, '税', '経費', '固定資産']), logId: logs[at] ?? null })));
  setId = first.setId;
  questions = first.questions;
  for (const question of questions.slice(60)) {
    const [kind, siblingOfId] = [oneOf(['question', 'paraphrase', 'near_miss'] as const), questions[Math.floor(random() * 60)]!.id];
    if (kind !== 'question') Object.assign(question, await app.db.manager.save(Object.assign(question, { kind, siblingOfId })));
  }
  const run = (modelId: number, name: string) =>
    addRun(app, { setId, questions, modelId, createdById: admin.user.id, repeats }, () => (random() < 0.03 ? { finishReason: 'failed', answer: '' } : { answer: random() < 0.2 ? '同じ回答' : `${name}${Math.floor(random() * 3)}` }));
  const [baselineRun, candidateRun] = [await run(model.id, '古'), await run(candidate.id, '新')];
  comparisonId = (await admin.call.comparisons.create({ baseline_run_id: baselineRun.id, candidate_run_id: candidateRun.id, second_percent: 30 })).id;
  await judgeMost();
});
afterAll(async () => app[Symbol.asyncDispose]());

/** Some pairs never, some again, some by a second person, some by a lead. */
const judgeMost = async () => {
  for (const { id, baselineAnswer, candidateAnswer, wantsSecond } of await app.db.manager.find(Pair, { where: { comparisonId }, relations: { baselineAnswer: true, candidateAnswer: true }, order: { id: 'ASC' } })) {
    const isEqual = baselineAnswer.answerKey === candidateAnswer.answerKey;
    const verdict = () => {
      const left_evaluation = oneOf([1, 1, 2, 3] as const);
      return { pair_id: id, choice: isEqual ? oneOf(['same', 'both_bad'] as const) : oneOf(['left', 'right', 'same', 'both_bad'] as const), left_evaluation, right_evaluation: isEqual ? left_evaluation : oneOf([1, 1, 2, 3] as const) };
    };
    const [one, other] = random() < 0.5 ? evaluators : evaluators.toReversed();
    if (random() < 0.1) continue;
    await one!.call.comparisons.judge(verdict());
    if (random() < 0.1) await one!.call.comparisons.judge(verdict());
    if (wantsSecond && random() < 0.8) await other!.call.comparisons.judge(verdict());
    // Refused where the two agree.
    if (wantsSecond && random() < 0.5) await admin.call.comparisons.judge(verdict()).catch((error: unknown) => expect(error).toMatchObject({ code: 'CONFLICT' }));
  }
};

/** From the raw rows, one by one, as the words say. */
const byHand = async () => {
  const { baseline, candidate } = await admin.call.comparisons.get({ comparison_id: comparisonId });
  const answers = await app.db.manager.find(RunAnswer, { order: { questionId: 'ASC', repeat: 'ASC' } });
  const isTrained = (id: number | null) => trained.has(questions.find((question) => question.id === id)?.logId ?? 0);
  return questions.map((question) => {
    const of = (runId: number) => answers.filter((answer) => answer.runId === runId && answer.questionId === question.id).map(({ evaluation }) => evaluation);
    const [old, now] = [of(baseline.run_id), of(candidate.run_id)];
    const isGood = (evaluations: (number | null)[]) => evaluations.filter((evaluation) => evaluation === 1).length > repeats / 2;
    const isUnsteady = (evaluations: (number | null)[]) => new Set(evaluations.filter((evaluation) => evaluation !== null)).size > 1;
    const outcome = [...old, ...now].includes(null) ? 'unseen' : isGood(old) ? (isGood(now) ? 'same_good' : 'broken') : isGood(now) ? 'fixed' : 'same_bad';
    const group = isTrained(question.id) ? 'trained' : question.kind !== 'question' && isTrained(question.siblingOfId) ? question.kind : 'other';
    return { id: question.id, topic: question.topic, outcome, group, unsteady: [isUnsteady(old), isUnsteady(now)] } as const;
  });
};
/** Every pair with what was said of it last, and what counts of that. */
const pairsByHand = async () => {
  const pairs = await app.db.manager.find(Pair, { where: { comparisonId }, relations: { baselineAnswer: true, candidateAnswer: true } });
  const judgements = await app.db.manager.find(PairJudgement, { order: { id: 'ASC' } });
  return pairs.map((pair) => {
    const [first, second, lead] = ['first', 'second', 'lead'].map((role) => judgements.findLast((each) => each.pairId === pair.id && each.role === role));
    const differs = first && second && (first.baselineEvaluation !== second.baselineEvaluation || first.candidateEvaluation !== second.candidateEvaluation);
    const isKnown = pair.baselineAnswer.evaluation !== null && pair.candidateAnswer.evaluation !== null;
    const counts = lead ?? (differs ? undefined : first);
    const choice = counts && (counts.choice === 'same' || counts.choice === 'both_bad' ? counts.choice : (counts.choice === 'left') === pair.baselineIsLeft ? 'baseline' : 'candidate');
    return { pair, first, second, lead, differs, isKnown, choice, isEqual: pair.baselineAnswer.answerKey === pair.candidateAnswer.answerKey };
  });
};
const outcomesOf = (rows: Awaited<ReturnType<typeof byHand>>) => {
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  const [fixed, broken, same_good, same_bad, unseen] = ['fixed', 'broken', 'same_good', 'same_bad', 'unseen'].map(count) as [number, number, number, number, number];
  return { questions: rows.length, fixed, broken, same_good, same_bad, unseen };
};
const sidesOf = ({ questions: asked, unseen, fixed, broken, same_good }: ReturnType<typeof outcomesOf>) => {
  const side = (good: number) => ({ judged: asked - unseen, good, good_rate: rateOrNull(good, asked - unseen) });
  return { baseline: side(same_good + broken), candidate: side(same_good + fixed) };
};

describe('every number of the result is what is counted by hand', () => {
  test('outcomes, sides, p, groups, topics, unsteady', async () => {
    const [result, rows] = [await admin.call.comparisons.result({ comparison_id: comparisonId }), await byHand()];
    const outcomes = outcomesOf(rows);
    // The random set has something of everything.
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
    expect(result).toMatchObject({ outcomes, ...sidesOf(outcomes), p: exactMcNemar(outcomes.fixed, outcomes.broken) });
    expect(result.unsteady).toEqual({ baseline: rows.filter(({ unsteady }) => unsteady[0]).length, candidate: rows.filter(({ unsteady }) => unsteady[1]).length });
    expect(result.groups.map(({ group }) => group)).toEqual(['trained', 'paraphrase', 'near_miss', 'other']);
    for (const { group, ...rest } of result.groups) {
      const expected = outcomesOf(rows.filter((row) => row.group === group));
      expect(rest).toEqual({ ...expected, ...sidesOf(expected) });
    }
    expect(new Set(result.topics.map(({ topic }) => topic))).toEqual(new Set(['固定資産', '税', '経費', null]));
    for (const { topic, ...rest } of result.topics) {
      const expected = outcomesOf(rows.filter((row) => row.topic === topic));
      expect(rest).toEqual({ ...expected, ...sidesOf(expected) });
    }
    expect(result.topics.map((topic) => topic.questions)).toEqual(result.topics.map((topic) => topic.questions).toSorted((one, other) => other - one));
  });

  test('preferences, agreement, judges and progress', async () => {
    const states = await pairsByHand();
    const preferred = states.flatMap(({ choice }) => choice ?? []);
    const twice = states.filter(({ second }) => second);
    const cells = twice.flatMap(({ first, second, isEqual }) => [
      { first: first!.baselineEvaluation, second: second!.baselineEvaluation, count: 1 },
      ...(isEqual ? [] : [{ first: first!.candidateEvaluation, second: second!.candidateEvaluation, count: 1 }]),
    ]);
    const { comparison, preferences, agreement, judges } = await admin.call.comparisons.result({ comparison_id: comparisonId });
    const count = (choice: string) => preferred.filter((each) => each === choice).length;
    expect(preferences).toEqual({ candidate: count('candidate'), baseline: count('baseline'), same: count('same'), both_bad: count('both_bad') });
    expect(twice.length).toBeGreaterThan(10);
    expect(agreement).toMatchObject({ pairs: twice.length, agreed: twice.filter(({ differs }) => !differs).length });
    expect(agreement.kappa).toBeCloseTo(cohenKappa(cells)!, 12);
    const judgements = await app.db.manager.find(PairJudgement);
    const judgedBy = ({ user: { id, username } }: typeof admin) => ({ username, pairs: new Set(judgements.filter(({ judgedById }) => judgedById === id).map(({ pairId }) => pairId)).size });
    expect(judges).toEqual([...evaluators, admin].map(judgedBy).toSorted((one, other) => other.pairs - one.pairs));
    expect(comparison.progress).toEqual({
      pairs: states.length,
      judged: states.filter(({ first, isKnown }) => first || isKnown).length,
      second_wanted: states.filter(({ pair, first, isKnown }) => pair.wantsSecond && (first || !isKnown)).length,
      second_judged: twice.length,
      disagreed: states.filter(({ differs }) => differs).length,
      decided: states.filter(({ differs, lead }) => differs && lead).length,
      carried: 0,
    });
  });
});

describe('the list behind the numbers', () => {
  const all = async (filter: object, limit = 1000) => {
    const items: ComparisonItem[] = [];
    for (let after: number | undefined; ; after = items.at(-1)!.question_id) {
      const page = await evaluators[0]!.call.comparisons.items({ comparison_id: comparisonId, ...filter, limit, after });
      items.push(...page);
      if (page.length < limit) return items;
    }
  };

  test('its lengths are the numbers, and its rows those counted by hand', async () => {
    const [result, rows] = [await admin.call.comparisons.result({ comparison_id: comparisonId }), await byHand()];
    for (const outcome of ['fixed', 'broken', 'same_good', 'same_bad', 'unseen'] as const) {
      const listed = (await all({ outcome }, 7)).map(({ question_id }) => question_id);
      expect(listed).toHaveLength(result.outcomes[outcome]);
      expect(listed).toEqual(rows.filter((row) => row.outcome === outcome).map(({ id }) => id));
      for (const group of result.groups) expect(await all({ outcome, group: group.group })).toHaveLength(group[outcome]);
      for (const topic of result.topics) expect(await all({ outcome, topic: topic.topic ?? '' })).toHaveLength(topic[outcome]);
    }
    expect(await all({}, 50)).toHaveLength(120);
  });

  test('also behind what people preferred, how they agreed, and what was unsteady', async () => {
    const [rows, states] = [await byHand(), await pairsByHand()];
    const questionsOf = (is: (state: (typeof states)[number]) => unknown) => new Set(states.filter(is).map(({ pair }) => pair.baselineAnswer.questionId));
    const listed = async (trait: ItemTrait) => new Set((await all({ trait }, 7)).map(({ question_id }) => question_id));
    for (const choice of ['candidate', 'same', 'both_bad', 'baseline'] as const) expect(await listed(`preferred_${choice}`)).toEqual(questionsOf((state) => state.choice === choice));
    expect(await listed('agreed')).toEqual(questionsOf(({ second, differs }) => second && !differs));
    expect(await listed('differed')).toEqual(questionsOf(({ differs }) => differs));
    expect(await listed('decided')).toEqual(questionsOf(({ differs, lead }) => differs && lead));
    expect(await listed('unsteady_baseline')).toEqual(new Set(rows.filter(({ unsteady }) => unsteady[0]).map(({ id }) => id)));
    expect(await listed('unsteady_candidate')).toEqual(new Set(rows.filter(({ unsteady }) => unsteady[1]).map(({ id }) => id)));
    const isOne = (outcomes: string[]) => new Set(rows.filter(({ outcome }) => outcomes.includes(outcome)).map(({ id }) => id));
    expect(await listed('good_baseline')).toEqual(isOne(['same_good', 'broken']));
    expect(await listed('good_candidate')).toEqual(isOne(['same_good', 'fixed']));
    expect(await listed('carried')).toEqual(new Set());
    for (const each of ['preferred_candidate', 'agreed', 'differed', 'decided', 'unsteady_candidate'] as const) expect((await listed(each)).size).toBeGreaterThan(0);
  });

  test('shows of each side an answer that was judged as the whole', async () => {
    for (const { outcome, baseline, candidate } of await all({})) {
      expect(baseline.repeats).toBe(repeats);
      if (outcome === 'unseen') continue;
      expect([baseline.evaluation === 1, candidate.evaluation === 1]).toEqual([baseline.good > 1.5, candidate.good > 1.5]);
      expect([outcome === 'same_good' || outcome === 'broken', outcome === 'same_good' || outcome === 'fixed']).toEqual([baseline.good > 1.5, candidate.good > 1.5]);
    }
  });
});

test('the matrix: topic by version, from the newest finished run of each', async () => {
  const { baseline, candidate } = await admin.call.comparisons.get({ comparison_id: comparisonId });
  const newer = await addRun(app, { setId, questions, modelId: candidate.model_id, createdById: admin.user.id }, () => ({ evaluation: oneOf([1, 2, null]) }));
  await addRun(app, { setId, questions, modelId: candidate.model_id, createdById: admin.user.id, values: { state: 'running' } }, () => ({}));
  const matrix = await evaluators[0]!.call.comparisons.matrix({ set_id: setId });
  expect(matrix.versions.map(({ run_id }) => run_id)).toEqual([baseline.run_id, newer.id]);
  const answers = await app.db.manager.find(RunAnswer);
  const cell = (runId: number, asked: SetQuestion[]) => {
    const of = asked.map(({ id }) => answers.filter((answer) => answer.runId === runId && answer.questionId === id).map(({ evaluation }) => evaluation));
    const judged = of.filter((evaluations) => !evaluations.includes(null));
    const good = judged.filter((evaluations) => evaluations.filter((evaluation) => evaluation === 1).length * 2 > evaluations.length).length;
    return { judged: judged.length, good, good_rate: rateOrNull(good, judged.length) };
  };
  expect(matrix.versions.map(({ overall }) => overall)).toEqual(matrix.versions.map(({ run_id }) => cell(run_id, questions)));
  expect(matrix.topics).toHaveLength(4);
  for (const { topic, cells } of matrix.topics) expect(cells).toEqual(matrix.versions.map(({ run_id }) => cell(run_id, questions.filter((question) => question.topic === topic))));
  await expect(admin.call.comparisons.matrix({ set_id: 2_000_000_000 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a comparison that nobody has begun says nothing', async () => {
  const set = await addQuestionSet(app, { pocId: 1, createdById: admin.user.id }, [{}, {}]);
  const run = (modelId: number) => addRun(app, { ...set, modelId, createdById: admin.user.id }, () => ({}));
  const { id } = await admin.call.comparisons.create({ baseline_run_id: (await run(1)).id, candidate_run_id: (await run(2)).id });
  expect(await admin.call.comparisons.result({ comparison_id: id })).toMatchObject({
    outcomes: { questions: 2, unseen: 2 },
    baseline: { judged: 0, good_rate: null },
    p: null,
    sentence: { ja: 'まだ1問も判定されていません（全2問）。' },
    agreement: { pairs: 0, agreed: 0, kappa: null, words: null },
  });
});
