import { exportFormatsOfSnapshot } from '@llamune/contracts';
import type { ConversationLog } from '@llamune/db';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';
import { trainingFormatSchemas } from '../../testing/training-format-schemas.js';

let app: TestApp;
let learner: Awaited<ReturnType<TestApp['signUp']>>;
let snapshotId: number;

/** Whatever a file could lose: emoji of several code points, 旧字体, 異体字, line breaks of every kind, lone quotes, controls. */
const hard = '👩‍👩‍👧‍👦 髙﨑 葛\u{E0100}城 か\u3099\n二行目\r\n三行目\u2028四\u2029五\t\u0007 " \' ` \\ \\n </script> \u202e右から\u202c ﷽ 𠮷野家';
const system = `あなたは会計の専門家です。${hard}`;
const logs: Partial<ConversationLog>[] = [
  { question: `売掛金とは？${hard}`, answer: `良い回答。${hard}`, evaluation: 1 },
  { question: '買掛金とは？', answer: `誤り。${hard}`, evaluation: 3, correctAnswer: `正しい。${hard}` },
  { question: '続きは？', answer: '良い。', evaluation: 1, turns: [{ log_id: 1, question: `前の質問${hard}`, answer: '前の回答' }] },
  { question: '社債とは？', answer: `誤りだけ。${hard}`, evaluation: 3 },
  { question: '指示なし', answer: '良い。', evaluation: 1, systemPrompt: null },
];

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  learner = await app.signUp('learner');
  const evaluator = await app.signUp('evaluator');
  const { session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  await addLogs(app, session_id, logs.map((log) => ({ systemPrompt: system, ...log })));
  snapshotId = (await learner.call.snapshots.create({ poc_id: poc.id, valid_percent: 0, include_negatives: true })).id;
});
afterAll(async () => app[Symbol.asyncDispose]());

const fileOf = async (format: string, split = 'train') => {
  const { statusCode, headers, body } = await learner.request('GET', `/snapshots/${snapshotId}/export?format=${format}&split=${split}`);
  return { statusCode, headers, body };
};
/** As its own readers read it: JSON Lines, or one JSON document. */
const recordsOf = (format: string, body: string): Record<string, unknown>[] => (format === 'alpaca' || format === 'sharegpt' ? (JSON.parse(body) as Record<string, unknown>[]) : body.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>));

describe.each(exportFormatsOfSnapshot)('%s', (format) => {
  test('is what its standard says', async () => {
    const { statusCode, headers, body } = await fileOf(format);
    expect(statusCode).toBe(200);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="train\.[a-z.]+"$/);
    const validate = new Ajv({ strict: true, allErrors: true }).compile(trainingFormatSchemas[format]);
    const records = recordsOf(format, body);
    expect(records.length).toBeGreaterThan(0);
    for (const record of records) expect(validate(record) ? null : validate.errors).toBeNull();
  });

  test('has a line break only where a record ends', async () => {
    expect((await fileOf(format)).body).not.toMatch(/[\r\u0085\u2028\u2029]/);
  });

  test('is the same byte for byte, again and by the typed client', async () => {
    const first = await fileOf(format);
    expect((await fileOf(format)).body).toBe(first.body);
    let streamed = '';
    for await (const part of await learner.call.snapshots.export({ snapshot_id: snapshotId, format, split: 'train' })) streamed += part;
    expect(streamed).toBe(first.body);
  });

  test('of a part without examples is an empty file that can still be read', async () => {
    expect(recordsOf(format, (await fileOf(format, 'test')).body)).toEqual([]);
  });
});

const said = (content: string) => [{ role: 'assistant', content }];
const asked = (content: string, turns: object[] = []) => [{ role: 'system', content: system }, ...turns, { role: 'user', content }];

test('every character comes back, in every format', async () => {
  const records = async (format: string) => recordsOf(format, (await fileOf(format)).body);
  const [good, corrected, later, negative] = logs as { question: string; answer: string; correctAnswer: string }[];
  const turns = [{ role: 'user', content: `前の質問${hard}` }, { role: 'assistant', content: '前の回答' }];
  expect(await records('chat')).toEqual([
    { messages: [...asked(good!.question), ...said(good!.answer)] },
    { messages: [...asked(corrected!.question), ...said(corrected!.correctAnswer)] },
    { messages: [...asked(later!.question, turns), ...said('良い。')] },
    { messages: [{ role: 'user', content: '指示なし' }, ...said('良い。')] },
  ]);
  expect(await records('dpo')).toEqual([{ prompt: asked(corrected!.question), chosen: said(corrected!.correctAnswer), rejected: said(corrected!.answer) }]);
  expect((await records('kto')).map(({ completion, label }) => [completion, label])).toEqual([
    [said(good!.answer), true],
    [said(corrected!.correctAnswer), true],
    [said(corrected!.answer), false],
    [said('良い。'), true],
    // Without a correction it is an example of how not to answer, and nothing else.
    [said(negative!.answer), false],
    [said('良い。'), true],
  ]);
  expect(await records('alpaca')).toEqual([
    { instruction: good!.question, input: '', output: good!.answer, system },
    { instruction: corrected!.question, input: '', output: corrected!.correctAnswer, system },
    { instruction: later!.question, input: '', output: '良い。', system, history: [[`前の質問${hard}`, '前の回答']] },
    { instruction: '指示なし', input: '', output: '良い。' },
  ]);
  expect((await records('sharegpt'))[2]).toEqual({
    conversations: [
      { from: 'system', value: system },
      { from: 'human', value: `前の質問${hard}` },
      { from: 'gpt', value: '前の回答' },
      { from: 'human', value: later!.question },
      { from: 'gpt', value: '良い。' },
    ],
  });
});

test('an unknown snapshot has no file', async () => {
  expect((await learner.request('GET', '/snapshots/999999/export')).statusCode).toBe(404);
});
