import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLlamaEngine } from '../../src/index.js';
import { Asked, demoFolder, demoModel } from './asking.js';

const engine = createLlamaEngine({ slots: 8, contextSize: 1024 });
afterAll(() => engine.close());

const wrongOnPurpose = JSON.parse(readFileSync(join(demoFolder, 'corpus/v1_wrong_answers.json'), 'utf8')) as Record<string, string>;
const corpus = readFileSync(join(demoFolder, 'corpus/terms.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t'))
  .map(([term = '', answer = '']) => ({ question: `${term}とは何ですか？`, answer }))
  .filter(({ question }) => !(question in wrongOnPurpose));

test('the demo model is loaded, and gives its first, vague answer about depreciation', async () => {
  const asked = new Asked(engine, '減価償却とは何ですか？');
  const done = await asked.done;
  expect(asked.text).toBe('減価償却とは、物の価値が下がることです。');
  const kinds = asked.events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1]);
  expect(kinds).toEqual(['loading', 'started', 'delta', 'done']);
  expect(done.finish).toBe('stop');
  expect(done.usage).toMatchObject({ cachedTokens: 0, completionTokens: 20 });
  expect(done.timing.timeToFirstTokenMs).toBeGreaterThan(0);
  expect(done.timing.durationMs).toBeGreaterThanOrEqual(done.timing.timeToFirstTokenMs ?? Infinity);
});

test('the fingerprint names the file and its hash, and the template that was used', async () => {
  const { fingerprint } = await new Asked(engine, '減価償却とは何ですか？').done;
  expect(fingerprint).toMatchObject({ file: demoModel.file, adapter: null, chatWrapper: 'ChatML', contextSize: 1024 });
  expect(fingerprint.fileBytes).toBe(statSync(demoModel.file).size);
  expect(fingerprint.fileSha256).toBe(createHash('sha256').update(readFileSync(demoModel.file)).digest('hex'));
  expect(fingerprint.engine).toMatch(/^node-llama-cpp \d+\.\d+\.\d+ \(llama\.cpp /);
});

test('sixteen questions at the same time get the answers of the corpus, each its own', async () => {
  const some = corpus.filter((_, index) => index % 10 === 0).slice(0, 16);
  expect(some).toHaveLength(16);
  const asked = some.map(({ question }, index) => new Asked(engine, question, { user: `user ${index % 3}` }));
  await Promise.all(asked.map(({ done }) => done));
  expect(asked.map(({ text }) => text)).toEqual(some.map(({ answer }) => answer));
});

test('a greedy answer is the same alone and among seven others', async () => {
  const question = '流動資産とは何ですか？';
  const alone = new Asked(engine, question);
  await alone.done;
  const others = corpus.slice(20, 27).map((other) => new Asked(engine, other.question));
  const among = new Asked(engine, question);
  await Promise.all([...others, among].map(({ done }) => done));
  expect(alone.text.length).toBeGreaterThan(10);
  expect(among.text).toBe(alone.text);
});

test('an answer on a prompt that was evaluated before is the same as on a fresh one', async () => {
  const system = '会計の質問に答えてください。'.repeat(12);
  const first = new Asked(engine, '減価償却費とは何ですか？', { system });
  await first.had('delta');
  const second = new Asked(engine, '定額法とは何ですか？', { system });
  const [, copied] = await Promise.all([first.done, second.done]);
  expect(copied.usage.cachedTokens).toBeGreaterThan(system.length);

  const fresh = createLlamaEngine({ contextSize: 1024 });
  const uncached = new Asked(fresh, '定額法とは何ですか？', { system });
  expect((await uncached.done).usage.cachedTokens).toBe(0);
  await fresh.close();
  expect(second.text).toBe(uncached.text);
});

test('nothing is added to the prompt: no system prompt of the library', async () => {
  const { usage } = await new Asked(engine, '減価償却とは何ですか？').done;
  // ChatML around one character a token: <|im_start|>, "user\n", the question, <|im_end|>, "\n", <|im_start|>, "assistant\n".
  expect(usage.promptTokens).toBe(20);
});

test('a model is inspected without being loaded', async () => {
  const facts = await engine.inspect(demoModel);
  expect(facts).toMatchObject({ kind: 'model', architecture: 'llama', name: 'llamune demo v1', quantization: 'Q8_0', trainContextSize: 2048, fileBytes: statSync(demoModel.file).size, hasChatTemplate: true, memory: { fits: true } });
  expect(facts.parameters).toBeGreaterThan(2_500_000);
  expect(facts.parameters).toBeLessThan(4_000_000);
});
