import { unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LlmError } from '@llamune/llm';
import { createScriptedEngine } from '@llamune/llm/scripted';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addQuestionSet } from '../../testing/question-set-data.js';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let admin: Awaited<ReturnType<TestApp['signUp']>>;
let evaluator: typeof admin;
let poc: number;
let model: number;

/** How often the answer to `yields` makes room for somebody before it comes to its end: more often than a question that fails is asked. */
let yielding = 7;
const engine = createScriptedEngine({ yields: { text: () => ['そ', 'うです。'], ending: () => (yielding-- > 0 ? new LlmError('preempted', 'somebody waits') : null) } });

beforeAll(async () => {
  app = await testApp({ engine });
  const samples = await addSamples(app);
  [poc, model] = [samples.poc.id, samples.model.id];
  [admin, evaluator] = [await app.signUp('admin'), await app.signUp('evaluator')];
});
afterAll(async () => app[Symbol.asyncDispose]());

const setOf = async (questions: Parameters<typeof addQuestionSet>[2]) => (await addQuestionSet(app, { pocId: poc, userId: admin.user.id }, questions)).set.id;
const numbered = (count: number, text = '質問') => Array.from({ length: count }, (_, index) => ({ question: `${text}${index + 1}` }));
const stateOf = async (run_id: number) => (await evaluator.call.runs.get({ run_id })).state;
const ended = (run_id: number) => expect.poll(() => stateOf(run_id), { timeout: 20_000 }).toBe('done');
const started = async (set_id: number, more: object = {}) => (await admin.call.runs.create({ set_id, model_ids: [model], ...more }))[0]!;
const release = () => engine.release();

describe('a run', () => {
  test('asks every question once, with the PoC’s prompt, and says what made the answers', async () => {
    const { id } = await started(await setOf(numbered(40)));
    await ended(id);
    const run = await evaluator.call.runs.get({ run_id: id });
    expect(run).toMatchObject({ system_prompt: '既定のプロンプト', repeats: 1, sampling: { temperature: 0, seed: 0 }, progress: { total: 40, answered: 40, failed: 0, judged: 0, carried: 0 }, error: null });
    expect(run.made_by).toEqual([expect.objectContaining({ file: 'sample.gguf', adapter: null, answers: 40 })]);
    const answers = await evaluator.call.runs.answers({ run_id: id });
    expect(answers.map(({ question, answer }) => [question.question, answer])).toEqual(numbered(40).map(({ question }) => [question, `「${question}」への回答です。`]));
  });

  test('of several models and repeats has a row for each, in pages', async () => {
    const second = await admin.call.models.create({ model_name: 'sample', file: 'sample.gguf' });
    const runs = await admin.call.runs.create({ set_id: await setOf(numbered(5)), model_ids: [model, second.id], repeats: 3, system_prompt: '', sampling: { temperature: 0.7, seed: 4_294_967_295 } });
    expect(runs.map(({ model_id, progress }) => [model_id, progress.total])).toEqual([[model, 15], [second.id, 15]]);
    for (const { id } of runs) await ended(id);
    const page = await evaluator.call.runs.answers({ run_id: runs[1]!.id, limit: 10 });
    const rest = await evaluator.call.runs.answers({ run_id: runs[1]!.id, after: page.at(-1)!.id });
    expect([...page, ...rest].map(({ repeat }) => repeat)).toEqual(Array.from({ length: 5 }, () => [1, 2, 3]).flat());
    expect((await evaluator.call.runs.list({ poc_id: poc, limit: 2 })).map(({ id }) => id)).toEqual([runs[1]!.id, runs[0]!.id]);
  });

  test('asks the version of the set that there was when it was made', async () => {
    const set = await setOf([{ question: 'はじめから' }, { question: '除かれた', removedIn: 2 }, { question: 'あとから', addedIn: 2 }]);
    const first = await started(set);
    await app.db.query('UPDATE question_sets SET version = 2 WHERE id = $1', [set]);
    const second = await started(set);
    for (const [{ id, set_version }, version, questions] of [[first, 1, ['はじめから', '除かれた']], [second, 2, ['はじめから', 'あとから']]] as const) {
      await ended(id);
      expect(set_version).toBe(version);
      expect((await evaluator.call.runs.answers({ run_id: id })).map(({ question }) => question.question)).toEqual(questions);
    }
  });

  test('is for admins to start, and needs a set with questions and models that are there', async () => {
    const set_id = await setOf(numbered(1));
    await expect(evaluator.call.runs.create({ set_id, model_ids: [model] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(admin.call.runs.create({ set_id, model_ids: [999] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(admin.call.runs.create({ set_id: 999, model_ids: [model] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(admin.call.runs.create({ set_id: await setOf([]), model_ids: [model] })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('a run that is interrupted', () => {
  test('is paused and resumed where it was, and cancelled for good', async () => {
    // The scripted model holds its answers back until it is released.
    const { id } = await started(await setOf([...numbered(3), { question: 'slow' }, ...numbered(3, 'あと')]));
    await expect.poll(async () => (await evaluator.call.runs.get({ run_id: id })).progress.answered).toBe(6);
    expect((await admin.call.runs.pause({ run_id: id })).state).toBe('paused');
    await expect(admin.call.runs.pause({ run_id: id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await evaluator.call.runs.get({ run_id: id })).progress.answered).toBe(6);
    await admin.call.runs.resume({ run_id: id });
    await expect.poll(() => stateOf(id)).toBe('running');
    await expect.poll(async () => { release(); return stateOf(id); }).toBe('done');
    await expect(admin.call.runs.cancel({ run_id: id })).rejects.toMatchObject({ code: 'CONFLICT' });

    const other = await started(await setOf([{ question: 'slow' }, { question: '次' }]));
    await expect.poll(async () => (await evaluator.call.runs.get({ run_id: other.id })).progress.answered).toBe(1);
    expect((await admin.call.runs.cancel({ run_id: other.id })).state).toBe('cancelled');
    await expect(admin.call.runs.resume({ run_id: other.id })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await evaluator.call.runs.answers({ run_id: other.id })).map(({ finish_reason }) => finish_reason)).toEqual([null, 'stop']);
  });
});

describe('an answer that makes room for people', () => {
  test('is asked again as often as it takes, and is whole in the end', async () => {
    const { id } = await started(await setOf([{ question: 'yields' }]));
    await ended(id);
    expect(await evaluator.call.runs.answers({ run_id: id })).toMatchObject([{ answer: 'そうです。', finish_reason: 'stop' }]);
    expect(yielding).toBe(-1);
  });
});

describe('an answer that fails', () => {
  test('is told with its reason, and only those are asked again', async () => {
    const { id } = await started(await setOf([{ question: 'fail-midway' }, { question: 'too-long' }, { question: 'empty' }, { question: '普通' }]));
    await ended(id);
    expect((await evaluator.call.runs.get({ run_id: id })).progress).toMatchObject({ answered: 4, failed: 3 });
    expect((await evaluator.call.runs.answers({ run_id: id, failed: true })).map(({ error_code, answer }) => [error_code, answer])).toEqual([['engine_crashed', ''], ['context_length_exceeded', ''], [null, '']]);
    expect(await evaluator.call.runs.answers({ run_id: id, failed: false })).toMatchObject([{ answer: '「普通」への回答です。', error: null }]);
    await admin.call.runs.retryFailed({ run_id: id });
    await ended(id);
    expect((await evaluator.call.runs.get({ run_id: id })).progress).toMatchObject({ answered: 4, failed: 3 });
    const sound = await started(await setOf(numbered(1)));
    await ended(sound.id);
    await expect(admin.call.runs.retryFailed({ run_id: sound.id })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('because the model is not there pauses the run, which goes on when it is', async () => {
    await writeFile(path.join(app.modelsDir, 'late.gguf'), 'scripted');
    const late = await admin.call.models.create({ model_name: 'late', file: 'late.gguf' });
    await unlink(path.join(app.modelsDir, 'late.gguf'));
    const { id } = await started(await setOf(numbered(3)), { model_ids: [late.id] });
    await expect.poll(() => stateOf(id)).toBe('paused');
    expect(await evaluator.call.runs.get({ run_id: id })).toMatchObject({ error: expect.stringContaining('late.gguf'), progress: { answered: 0 } });
    await writeFile(path.join(app.modelsDir, 'late.gguf'), 'scripted');
    expect(await admin.call.runs.resume({ run_id: id })).toMatchObject({ error: null });
    await ended(id);
  });
});

describe('引継: an answer equal to one that a person has judged', () => {
  test('in a log, in another run, or as the correct answer, has that judgement', async () => {
    const { session_id } = await evaluator.call.sessions.create({ poc_id: poc, model_id: model });
    const [same, other] = (await addLogs(app, session_id, [
      { question: '同じ', answer: '「同じ」への回答です。', evaluation: 2 },
      { question: '違う', answer: '別の回答', evaluation: 3 },
    ])) as [number, number];
    const set = await setOf([{ question: '同じ', logId: same }, { question: '違う', logId: other }, { question: '正解', expectedAnswer: '「正解」への回答です。\n' }, { question: '未知' }]);
    const first = await started(set);
    await ended(first.id);
    const read = async (run_id: number) => (await evaluator.call.runs.answers({ run_id })).map(({ evaluation, carried_from }) => [evaluation, carried_from]);
    expect(await read(first.id)).toEqual([[2, 'log'], [null, null], [1, 'expected'], [null, null]]);
    expect((await evaluator.call.runs.get({ run_id: first.id })).progress).toMatchObject({ judged: 2, carried: 2 });

    expect((await evaluator.call.runs.answers({ run_id: first.id, evaluation: 1 })).map(({ question }) => question.question)).toEqual(['正解']);
    expect(await evaluator.call.runs.answers({ run_id: first.id, topic: '' })).toHaveLength(4);
    expect(await evaluator.call.runs.answers({ run_id: first.id, topic: '税' })).toEqual([]);

    const unknown = (await evaluator.call.runs.answers({ run_id: first.id })).at(-1)!;
    await app.db.query('UPDATE run_answers SET evaluation = 3, judged_by_id = $2, judged_at = now() WHERE id = $1', [unknown.id, evaluator.user.id]);
    // The same question, written otherwise, in another set.
    const second = await started(await setOf([{ question: '未知' }, { question: '未知？' }]));
    await ended(second.id);
    expect(await read(second.id)).toEqual([[3, 'run'], [null, null]]);
  });

  test('proves a log that its version has learned', async () => {
    const learner = await app.signUp('learner');
    const own = await admin.call.pocs.create({ name: '覚えたか', domain: '会計' });
    const { session_id } = await evaluator.call.sessions.create({ poc_id: own.id, model_id: model });
    const [log] = (await addLogs(app, session_id, [{ question: '直した', answer: '誤り', evaluation: 3, correctAnswer: '「直した」への回答です。' }])) as [number];
    const snapshot = await learner.call.snapshots.create({ poc_id: own.id, valid_percent: 0 });
    const taught = await admin.call.models.create({ model_name: 'sample', file: 'sample.gguf', parent_id: model, snapshot_id: snapshot.id });
    await learner.call.snapshots.acknowledge({ snapshot_id: snapshot.id });
    const { set } = await addQuestionSet(app, { pocId: own.id, userId: admin.user.id }, [{ question: '直した', logId: log, expectedAnswer: '「直した」への回答です。' }]);
    const status = async () => (await admin.call.logs.get({ log_id: log })).status;
    const untaught = await started(set.id);
    await ended(untaught.id);
    expect(await status()).toBe(2);
    const run = await started(set.id, { model_ids: [taught.id] });
    await ended(run.id);
    expect(await evaluator.call.runs.answers({ run_id: run.id })).toMatchObject([{ evaluation: 1, carried_from: 'expected' }]);
    expect(await status()).toBe(3);
    expect((await evaluator.call.logs.history({ log_id: log }))[0]).toMatchObject({ changed_by: admin.user.username, before: { status: 2 }, after: { status: 3 } });
  });
});

// The last one: it ends this file's server.
test('a run whose server ends is taken up by another one, which asks only what is left', async () => {
  const { id } = await started(await setOf([...numbered(5), { question: 'slow' }]));
  await expect.poll(async () => (await evaluator.call.runs.get({ run_id: id })).progress.answered).toBe(5);
  const before = await evaluator.call.runs.answers({ run_id: id });
  await app.services.runs.close();
  expect(await stateOf(id)).toBe('running');
  await using other = await testApp({ beside: { database: app.database, modelsDir: app.modelsDir } });
  // The first server is still there: its lock says so, and nobody takes its run.
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await stateOf(id)).toBe('running');
  await app.server.release();
  await expect.poll(async () => { (other.services.engine as unknown as { release(): void }).release(); return stateOf(id); }, { timeout: 20_000 }).toBe('done');
  const after = await evaluator.call.runs.answers({ run_id: id });
  expect(after.slice(0, 5)).toEqual(before.slice(0, 5));
  expect(after.map(({ finish_reason }) => finish_reason)).toEqual(after.map(() => 'stop'));
});
