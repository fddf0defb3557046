import { Model, Pair, type RunAnswer, type SetQuestion } from '@llamune/db';
import { addQuestionSet, addRun } from './retest-data.js';
import { addSamples } from './sample-data.js';
import { testApp, type TestApp } from './test-app.js';

type Person = Awaited<ReturnType<TestApp['signUp']>>;
/** The two answers to one question. */
export interface Sides {
  baseline: Partial<RunAnswer>;
  candidate: Partial<RunAnswer>;
}
type Grade = 1 | 2 | 3;

/** A server with people who judge, and two versions to compare in a PoC of the test's own (`newPoc`). */
export const retestApp = async () => {
  const app = await testApp();
  await addSamples(app);
  const admin = await app.signUp('admin');
  const [first, second, learner] = [await app.signUp('evaluator'), await app.signUp('evaluator'), await app.signUp('learner')];

  const aModel = async (values: Partial<Model> = {}) => (await app.db.manager.save(app.db.manager.create(Model, { modelName: `model ${Math.random()}`, version: 1, ...values }))).id;
  const place = { pocId: 0, session: 0, old: 0, next: 0 };
  const newPoc = async () => {
    place.pocId = (await admin.call.pocs.create({ name: `PoC ${Math.random()}`, domain: '会計' })).id;
    place.session = (await first.call.sessions.create({ poc_id: place.pocId, model_id: 1 })).session_id;
    [place.old, place.next] = [await aModel(), await aModel()];
  };

  const addSet = (questions: Partial<SetQuestion>[]) => addQuestionSet(app, { pocId: place.pocId, createdById: admin.user.id }, questions);
  /** What `addRun` wants to know. */
  const of = ({ setId, questions }: { setId: number; questions: SetQuestion[] }, modelId: number, repeats = 1) => ({ setId, questions, modelId, createdById: admin.user.id, repeats });
  const begin = async (baseline: { id: number }, candidate: { id: number }, secondPercent = 0) =>
    (await admin.call.comparisons.create({ baseline_run_id: baseline.id, candidate_run_id: candidate.id, second_percent: secondPercent })).id;
  /** Two runs of one set, and their comparison. Each question is one entry of `answers`. */
  const compare = async (answers: Sides[], { questions = answers.map(() => ({})), secondPercent = 0, models = [place.old, place.next] }: { questions?: Partial<SetQuestion>[]; secondPercent?: number; models?: number[] } = {}) => {
    const set = await addSet(questions);
    const answerOf = (side: keyof Sides) => (question: SetQuestion) => answers[set.questions.indexOf(question)]![side];
    const [baseline, candidate] = [await addRun(app, of(set, models[0]!), answerOf('baseline')), await addRun(app, of(set, models[1]!), answerOf('candidate'))];
    return { ...set, id: await begin(baseline, candidate, secondPercent), baseline, candidate };
  };
  /** One question, each answer one of its repeats. */
  const compareRepeats = async (old: string[], now: string[]) => {
    const set = await addSet([{}]);
    const run = (modelId: number, answers: string[]) => addRun(app, of(set, modelId, answers.length), (_question, repeat) => ({ answer: answers[repeat - 1]! }));
    const [baseline, candidate] = [await run(place.old, old), await run(place.next, now)];
    return { id: await begin(baseline, candidate), baseline, candidate };
  };

  const pairsOf = (comparisonId: number) => app.db.manager.find(Pair, { where: { comparisonId }, order: { position: 'ASC' }, relations: { baselineAnswer: true, candidateAnswer: true } });
  /** Of version to version, whatever side each stands on. */
  const judge = async (person: Person, pairId: number, baseline: Grade, candidate: Grade, { choice = 'same', role }: { choice?: 'baseline' | 'candidate' | 'same' | 'both_bad'; role?: 'first' | 'second' | 'lead' } = {}) => {
    const { baselineIsLeft } = await app.db.manager.findOneByOrFail(Pair, { id: pairId });
    return person.call.comparisons.judge({
      pair_id: pairId,
      ...(role && { role }),
      choice: choice === 'same' || choice === 'both_bad' ? choice : (choice === 'baseline') === baselineIsLeft ? 'left' : 'right',
      left_evaluation: baselineIsLeft ? baseline : candidate,
      right_evaluation: baselineIsLeft ? candidate : baseline,
    });
  };

  return { app, admin, first, second, learner, place, newPoc, aModel, addSet, of, begin, compare, compareRepeats, pairsOf, judge };
};

/** Questions that the two versions answer differently. */
export const differing = (count: number): Sides[] => Array.from({ length: count }, (_, at) => ({ baseline: { answer: `古い回答${at}` }, candidate: { answer: `新しい回答${at}` } }));
