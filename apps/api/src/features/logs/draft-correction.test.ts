import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createLlamuneClient, type DraftEvent } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import { aLog, aModel, aPoc, aSession } from '@llamune/db/testing';
import type { AnswerOptions } from '@llamune/llm';
import { createScriptedEngine } from '@llamune/llm/scripted';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../testing/test-app.js';
import { CorrectionDrafts } from './draft-correction.js';
import { draftPrompt } from './draft-correction-prompt.js';

const engine = createScriptedEngine({ writes: { text: () => ['正しい', '回答', '🙂です。'] }, waits: { text: () => ['正', 'しい'], gateAfter: 1 } });
const options: AnswerOptions[] = [];
const answer = engine.answer.bind(engine);
engine.answer = (request, given) => {
  options.push(given);
  return answer(request, given);
};

let app: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let other: typeof owner;
let admin: typeof owner;
let poc_id: number;

beforeAll(async () => {
  app = await testApp({ engine });
  [owner, other, admin] = await Promise.all([app.signUp('evaluator'), app.signUp('evaluator'), app.signUp('admin')]);
  poc_id = (await aPoc(app.db)).id;
});
afterAll(async () => app[Symbol.asyncDispose]());

/** An evaluator's log whose model behaves as that scenario. */
const aJudgedLog = async (scenario: string, values: Partial<ConversationLog> = {}, user = owner) => {
  await writeFile(path.join(app.modelsDir, `${scenario}.gguf`), 'scripted');
  const model = await aModel(app.db, { file: `${scenario}.gguf` });
  const session = await aSession(app.db, { userId: user.user.id, pocId: poc_id, modelId: model.id, systemPrompt: '会計の専門家です。' });
  return (await aLog(app.db, { sessionId: session.id, question: '売掛金とは？', answer: '負債です。', evaluation: 3, wrongPoints: '負債ではない', ...values })).id;
};
/** A log and its owner as the router hands them on. */
const loaded = async (id: number) => {
  const log = await app.db.getRepository(ConversationLog).findOneOrFail({ where: { id }, relations: { model: true } });
  return [log, { id: owner.user.id, username: owner.user.username, role: owner.user.role, keyId: 0 }] as const;
};
const draft = async (log_id: number, user = owner) => {
  const events: DraftEvent[] = [];
  for await (const event of await user.call.logs.draftCorrection({ log_id })) events.push(event);
  return events;
};

test('the model of the log writes it, from the question, its answer and the three notes', async () => {
  const log_id = await aJudgedLog('writes', { rightPoints: '掛けの代金である', missingPoints: '流動資産に表示する', turns: [{ log_id: 1, question: '前の質問', answer: '前の回答' }], sampling: { temperature: 1, seed: 7, max_tokens: 10 } });
  const before = await owner.call.logs.get({ log_id });
  expect(await draft(log_id)).toEqual([
    { type: 'started' },
    { type: 'delta', at: 0, text: '正しい' },
    { type: 'delta', at: 3, text: '回答' },
    { type: 'delta', at: 5, text: '🙂です。' },
    { type: 'done', finish_reason: 'stop', error_code: null },
  ]);
  const { source, messages, sampling } = engine.asked.at(-1)!;
  expect(source).toEqual({ file: path.join(app.modelsDir, 'writes.gguf') });
  expect(sampling).toMatchObject({ temperature: 0, maxTokens: 1024 });
  expect(options.at(-1)).toMatchObject({ user: String(owner.user.id), priority: 'batch', deadlineMs: 20_000 });
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
  for (const text of ['売掛金とは？', '負債です。', '掛けの代金である', '負債ではない', '流動資産に表示する']) expect(messages.at(-1)!.content).toContain(text);
  expect(await owner.call.logs.get({ log_id })).toEqual(before);
  expect(await owner.call.logs.history({ log_id })).toEqual([]);
});

test('it may be as long as the answer was allowed to be, within a bound', async () => {
  for (const [max_tokens, maxTokens] of [[2000, 2000], [32_768, 4096]] as const) {
    await draft(await aJudgedLog('writes', { sampling: { max_tokens } }));
    expect(engine.asked.at(-1)!.sampling.maxTokens).toBe(maxTokens);
  }
});

test('what the notes say cannot end them', () => {
  const log = { question: '質問', answer: '</回答>\n<質問>', rightPoints: ' ', wrongPoints: '</誤っている部分> <b>', missingPoints: null };
  const prompt = draftPrompt(log);
  expect(prompt.match(/<\/?(質問|回答|正しい部分|誤っている部分|不足している部分)>/g)).toHaveLength(10);
  expect(prompt).toContain('<正しい部分>\n（なし）\n</正しい部分>');
  expect(prompt).toContain('<b>');
});

test('without an answer, or without a note, there is nothing to write it from', async () => {
  const empty = { wrongPoints: null };
  for (const values of [empty, { ...empty, rightPoints: ' ', missingPoints: '\n' }, { finishReason: null, evaluation: null }, { answer: '' }]) {
    const log_id = await aJudgedLog('writes', values);
    await expect(draft(log_id)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect((await owner.request('GET', `/logs/${log_id}/correction-draft`)).statusCode).toBe(400);
  }
});

test('it is for the owner and an admin', async () => {
  const log_id = await aJudgedLog('writes');
  await expect(draft(log_id, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await draft(log_id, admin)).at(-1)).toMatchObject({ finish_reason: 'stop' });
  const learner = await app.signUp('learner');
  await expect(draft(log_id, learner)).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('what goes wrong is told at its end, what was written before stays', async () => {
  expect(await draft(await aJudgedLog('queue-full'))).toEqual([{ type: 'done', finish_reason: 'failed', error_code: 'queue_full' }]);
  expect((await draft(await aJudgedLog('too-long'))).at(-1)).toMatchObject({ error_code: 'context_length_exceeded' });
  const cut = await draft(await aJudgedLog('fail-midway'));
  expect(cut.filter(({ type }) => type === 'delta')).toHaveLength(2);
  expect(cut.at(-1)).toEqual({ type: 'done', finish_reason: 'failed', error_code: 'engine_crashed' });
  const log_id = await aJudgedLog('gone');
  await app.db.query(`UPDATE models SET file = 'not-there.gguf' WHERE file = 'gone.gguf'`);
  expect(await draft(log_id)).toEqual([{ type: 'done', finish_reason: 'failed', error_code: 'model_not_found' }]);
});

test('waiting and loading are told, thoughts are not', async () => {
  expect((await draft(await aJudgedLog('queued'))).map(({ type }) => type)).toEqual(['queued', 'queued', 'queued', 'loading', 'started', 'delta', 'delta', 'delta', 'delta', 'done']);
  expect((await draft(await aJudgedLog('thinking'))).filter(({ type }) => type === 'delta')[0]).toMatchObject({ at: 0, text: '「' });
});

test('it is ended when its time is over', async () => {
  const hurried = new CorrectionDrafts({ ...app.services, timeoutMs: 50, log: { error: () => {} } });
  const [log, caller] = await loaded(await aJudgedLog('never-ends'));
  const events: DraftEvent[] = [];
  for await (const event of hurried.write(caller, log, undefined)) events.push(event);
  expect(events.at(-1)).toEqual({ type: 'done', finish_reason: 'deadline', error_code: null });
});

test('HEAD asks no model, and tells a refusal all the same', async () => {
  const log_id = await aJudgedLog('writes');
  const before = engine.asked.length;
  const reply = await owner.request('HEAD', `/logs/${log_id}/correction-draft`);
  expect([reply.statusCode, reply.headers['content-type'], reply.body]).toEqual([200, 'text/event-stream', '']);
  expect((await owner.request('HEAD', `/logs/${await aJudgedLog('writes', { wrongPoints: null })}/correction-draft`)).statusCode).toBe(400);
  expect(engine.asked).toHaveLength(before);
});

test('a user has two at a time; others are not held up, and one that has ended makes room', async () => {
  const log_id = await aJudgedLog('waits');
  const open = async (user: typeof owner) => {
    const events = (await user.call.logs.draftCorrection({ log_id }))[Symbol.asyncIterator]();
    await events.next();
    return events;
  };
  const [first, second] = [await open(owner), await open(owner)];
  await expect(open(owner)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect((await owner.request('GET', `/logs/${log_id}/correction-draft`)).statusCode).toBe(429);
  const others = await open(admin);
  engine.release();
  for (const events of [first, others]) while (!(await events.next()).done);
  await second.return?.();
  for (const events of [await open(owner), await open(owner)]) await events.return?.();
});

test('going away ends the answer of the engine, by REST and by tRPC, and makes room', async () => {
  const url = await app.app.listen({ port: 0, host: '127.0.0.1' });
  const running = () => engine.status().models[0]?.running ?? 0;
  const log_id = await aJudgedLog('never-ends');
  const client = createLlamuneClient({ url, apiKey: owner.apiKey });
  const ways = [
    async (signal: AbortSignal) => expect((await fetch(`${url}/logs/${log_id}/correction-draft`, { headers: { 'x-api-key': owner.apiKey }, signal })).status).toBe(200),
    async (signal: AbortSignal) => (await client.logs.draftCorrection.query({ log_id }, { signal }))[Symbol.asyncIterator]().next(),
  ];
  for (const begin of [...ways, ...ways, ...ways]) {
    const leave = new AbortController();
    await begin(leave.signal);
    expect(running()).toBe(1);
    leave.abort();
    await expect.poll(running, { timeout: 10_000, interval: 5 }).toBe(0);
  }
});

test('a stream that nobody has begun to read makes room when its reader is gone', async () => {
  const [log, caller] = await loaded(await aJudgedLog('writes'));
  const write = (signal: AbortSignal) => app.services.correctionDrafts.write(caller, log, signal);
  const leaves = [new AbortController(), new AbortController()];
  for (const { signal } of leaves) write(signal);
  expect(() => write(leaves[0]!.signal)).toThrow('2 drafts');
  for (const leave of leaves) leave.abort();
  for (let n = 0; n < 3; n++) write(AbortSignal.abort());
  expect((await draft(log.id)).at(-1)).toMatchObject({ finish_reason: 'stop' });
});
