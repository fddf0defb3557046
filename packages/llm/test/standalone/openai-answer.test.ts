import { expect, onTestFinished, test } from 'vitest';
import { createServerEngine, type LlmEngine } from '../../src/index.js';
import { chunk, event, says, startModelServer, streams, type ModelServer, type Reply } from '../../src/testing/index.js';
import { allOf, ask, type Asking, type Told } from './openai-asking.js';

async function serverWith(...replies: Reply[]): Promise<{ engine: LlmEngine; server: ModelServer }> {
  const server = await startModelServer(...replies);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { engine: createServerEngine({ retryMs: 10, settleMs: 200 }), server };
}

async function told(reply: Reply, asking?: Asking): Promise<Told> {
  const { engine, server } = await serverWith(reply);
  return allOf(ask(engine, server, asking));
}

test('an answer comes piece by piece, with what the server says of itself and of its tokens', async () => {
  const { engine, server } = await serverWith(says('売掛金', 'とは、', '代金です。'));
  const { kinds, answer, done } = await allOf(ask(engine, server));
  expect([kinds, answer]).toEqual([['started', 'delta', 'done'], '売掛金とは、代金です。']);
  expect(done).toMatchObject({
    finish: 'stop',
    usage: { promptTokens: 10, cachedTokens: 4, completionTokens: 3 },
    fingerprint: { engine: 'openai-compatible; test-server/1.0', server: server.baseUrl, servedModel: 'test-model', file: null, adapter: null, contextSize: null },
  });
  expect(done!.timing.timeToFirstTokenMs).toBeGreaterThanOrEqual(0);
  expect(done!.timing.durationMs).toBeGreaterThanOrEqual(done!.timing.timeToFirstTokenMs!);
});

test('every sampling value is sent, the repeat penalty under both of its names', async () => {
  const { engine, server } = await serverWith(says('a'));
  await allOf(ask(engine, server, { sampling: { minP: 0, repeatPenalty: 1 } }));
  expect(server.asked[0]!.body).toEqual({
    model: 'test-model',
    messages: [{ role: 'user', content: '売掛金とは？' }],
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0.5,
    top_p: 0.9,
    max_tokens: 100,
    seed: 42,
    top_k: 20,
    min_p: 0,
    repetition_penalty: 1,
    repeat_penalty: 1,
  });
});

test('a greedy answer is asked for without a seed, which would make mlx_lm.server run it alone', async () => {
  const { engine, server } = await serverWith(says('a'));
  await allOf(ask(engine, server, { sampling: { temperature: 0 } }));
  expect(server.asked[0]!.body).not.toHaveProperty('seed');
});

test.each([
  ['2', { lora: [{ id: 2, scale: 1 }] }],
  ['adapters/v2', { adapters: 'adapters/v2' }],
])('adapter %s is sent as its kind of server wants it', async (adapter, field) => {
  const { engine, server } = await serverWith(says('a'));
  server.models = [{ id: 'test-model' }];
  const { done } = await allOf(ask(engine, server, { source: { adapter } }));
  expect(server.asked[0]!.body).toMatchObject(field);
  expect(done!.fingerprint.adapter).toBe(adapter);
});

test('Japanese that is cut anywhere, a byte at a time, comes whole', async () => {
  const bytes = Buffer.from(chunk({ content: '漢字と絵文字🍎👨‍👩‍👧' }) + chunk({ content: 'です' }, { finish: 'stop' }) + 'data: [DONE]\n\n');
  const single = [...bytes].map((byte) => Uint8Array.of(byte));
  const reply: Reply = async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const byte of single) {
      response.write(byte);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end();
  };
  expect(await told(reply)).toMatchObject({ answer: '漢字と絵文字🍎👨‍👩‍👧です', done: { finish: 'stop' } });
});

const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const done = 'data: [DONE]\n\n';
test.each<[string, string[]]>([
  ['\\r\\n line ends', [crlf(chunk({ content: 'こん' })), crlf(chunk({ content: 'にちは' }, { finish: 'stop' })), crlf(done)]],
  ['\\r\\n cut between its two characters', [chunk({ content: 'こん' }).replaceAll('\n', '\r'), '\n', chunk({ content: 'にちは' }, { finish: 'stop' }), done]],
  ['comments, keep-alives and other fields', [': keepalive 10/20\n\n', ':\n\n', 'event: message\nid: 7\nretry: 10\n', chunk({ content: 'こんにちは' }), ': ping\n\n', chunk({}, { finish: 'stop' }), done]],
  ['a byte order mark', ['\uFEFF', chunk({ content: 'こんにちは' }, { finish: 'stop' }), done]],
  ['no space after the colon', [chunk({ content: 'こんにちは' }, { finish: 'stop' }).replace('data: ', 'data:'), done]],
  ['no [DONE], but a reason', [chunk({ content: 'こんにちは' }), chunk({}, { finish: 'stop' })]],
  ['[DONE], but no reason', [chunk({ content: 'こんにちは' }), done]],
  ['[DONE] without its empty line', [chunk({ content: 'こんにちは' }), 'data: [DONE]\n']],
  ['a message over two data fields', [`data: {"choices":[{"delta":\ndata: {"content":"こんにちは"}}]}\n\n`, done]],
  ['messages without empty lines between them', [chunk({ content: 'こん' }).trimEnd(), '\n', chunk({ content: 'にちは' }).trimEnd(), '\n', done]],
  ['null and missing fields', [event({ choices: [{ delta: { content: null } }] }), event({ choices: [{}] }), event({}), event({ choices: null }), event({ choices: [], error: null }), chunk({ content: 'こんにちは' }), done]],
])('understands %s', async (_name, pieces) => {
  expect(await told(streams(...pieces))).toMatchObject({ answer: 'こんにちは', error: undefined, done: { finish: 'stop' } });
});

test('out of tokens is told as such', async () => {
  expect((await told(streams(chunk({ content: 'a' }), chunk({}, { finish: 'length' }), done))).done?.finish).toBe('length');
});

test('an empty answer is an answer', async () => {
  expect(await told(streams(chunk({}, { finish: 'stop' }), done))).toMatchObject({ answer: '', done: { finish: 'stop', timing: { timeToFirstTokenMs: null } } });
});

test('without usage, pieces are counted as tokens', async () => {
  expect((await told(streams(chunk({ content: 'a' }), chunk({ reasoning: 'b' }), chunk({ content: 'c' }, { finish: 'stop' }), done))).done?.usage).toEqual({ promptTokens: 0, cachedTokens: 0, completionTokens: 3 });
});

test("llama-server's timings stand in for usage", async () => {
  const timings = { cache_n: 30, prompt_n: 12, predicted_n: 7 };
  expect((await told(streams(chunk({ content: 'a' }), chunk({}, { finish: 'stop', timings }), done))).done?.usage).toEqual({ promptTokens: 42, cachedTokens: 30, completionTokens: 7 });
});

test('figures that are none are not believed', async () => {
  const usage = { prompt_tokens: -5, completion_tokens: 'many', prompt_tokens_details: { cached_tokens: 1e300 } };
  expect((await told(streams(chunk({ content: 'a' }, { finish: 'stop' }), event({ choices: [], usage }), done))).done?.usage).toEqual({ promptTokens: 0, cachedTokens: 0, completionTokens: 1 });
});

test('thinking is told apart, whichever field it comes in', async () => {
  const reply = streams(chunk({ reasoning_content: '考え' }), chunk({ reasoning: '中' }), chunk({ reasoning_content: '…', reasoning: '…' }), chunk({ content: '答え' }, { finish: 'stop' }), done);
  expect(await told(reply)).toMatchObject({ thought: '考え中…', answer: '答え' });
});

test('thinking in <think> tags is told apart, wherever they are cut', async () => {
  const pieces = ['<th', 'ink>\n考え', '中 < 1 </', 'think', '>\n\n答', 'え'].map((content) => chunk({ content }));
  expect(await told(streams(...pieces, chunk({}, { finish: 'stop' }), done))).toMatchObject({ thought: '考え中 < 1 ', answer: '答え' });
});

test('a tag in the middle of an answer is text', async () => {
  expect(await told(says('HTML の ', '<think>', ' は'))).toMatchObject({ thought: '', answer: 'HTML の <think> は' });
});

test('what looks like the beginning of a tag is told at the end', async () => {
  expect(await told(says('<thi'))).toMatchObject({ answer: '<thi' });
});

test('a server that separates the thinking may write tags in its answer', async () => {
  expect(await told(streams(chunk({ reasoning: 'r' }), chunk({ content: '<think>x' }, { finish: 'stop' }), done))).toMatchObject({ thought: 'r', answer: '<think>x' });
});

test('another model name in the reply is noted, not refused', async () => {
  expect(await told(streams(chunk({ content: 'a' }, { finish: 'stop', model: 'fallback-model', system_fingerprint: 'b123-abc' }), done))).toMatchObject({
    answer: 'a',
    done: { fingerprint: { servedModel: 'fallback-model', engine: 'openai-compatible; test-server/1.0; b123-abc' } },
  });
});

test('a server that keeps the connection after its last word does not keep the answer', async () => {
  const { engine, server } = await serverWith(async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(chunk({ content: 'a' }, { finish: 'stop' }));
  });
  expect(await allOf(ask(engine, server))).toMatchObject({ answer: 'a', done: { finish: 'stop' } });
  await server.asked[0]!.closed;
});

test('a slow first token and slow tokens after it are waited for', async () => {
  expect(await told(streams(300, chunk({ content: 'a' }), 300, chunk({ content: 'b' }), 300, chunk({}, { finish: 'stop' }), done))).toMatchObject({ answer: 'ab', done: { finish: 'stop' } });
});

test('the counters add up over the answers', async () => {
  const { engine, server } = await serverWith(says('a', 'b'));
  await allOf(ask(engine, server));
  await allOf(ask(engine, server));
  expect(engine.status()).toMatchObject({ running: 0, queued: 0, memory: null, counters: { decodes: 0, promptTokens: 20, cachedTokens: 8, completionTokens: 4 } });
});
