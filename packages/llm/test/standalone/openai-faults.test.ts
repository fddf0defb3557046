import { expect, onTestFinished, test } from 'vitest';
import { createServerEngine, type LlmEngine, type ServerSource } from '../../src/index.js';
import { breaksOff, chunk, event, refuses, resets, says, startModelServer, streams, type ModelServer, type Reply } from '../../src/testing/index.js';
import { allOf, ask, type Told } from './openai-asking.js';

const apiKey = 'sk-very-secret-0815';

async function serverWith(...replies: Reply[]): Promise<{ engine: LlmEngine; server: ModelServer }> {
  const server = await startModelServer(...replies);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { engine: createServerEngine({ retryMs: 10, loadingPollMs: 20, connectMs: 500 }), server };
}

async function told(replies: Reply[], source: Partial<ServerSource> = {}): Promise<Told & { asked: number }> {
  const { engine, server } = await serverWith(...replies);
  const all = await allOf(ask(engine, server, { source }));
  return { ...all, asked: server.asked.length };
}

test.each<[string, Reply]>([
  ['429 with Retry-After', refuses(429, { error: { message: 'Too many requests' } }, { 'retry-after': '0' })],
  ['500', refuses(500, { error: { message: 'out of memory' } })],
  ['502 with a web page', refuses(502, '<html><body>Bad Gateway</body></html>')],
  ['503', refuses(503, 'overloaded')],
  ['a connection that is cut', resets()],
])('is asked again after %s, and then answered', async (_name, refusal) => {
  expect(await told([refusal, refusal, says('はい')])).toMatchObject({ answer: 'はい', done: { finish: 'stop' }, asked: 3 });
});

test('after three tries it is given up', async () => {
  expect(await told([refuses(500, { error: 'CUDA error' })])).toMatchObject({ asked: 3, kinds: [], error: { code: 'server_failed', message: expect.stringContaining('CUDA error') } });
});

test('a full server is told as such, with the time it names', async () => {
  expect(await told([refuses(429, { error: { message: 'slow down' } }, { 'retry-after': '120' })])).toMatchObject({ asked: 1, error: { code: 'queue_full', retryAfterMs: 120_000 } });
  expect(await told([refuses(503, 'busy')])).toMatchObject({ asked: 3, error: { code: 'queue_full', retryAfterMs: 5000 } });
  const { error } = await told([refuses(429, '', { 'retry-after': new Date(Date.now() + 90_000).toUTCString() })]);
  expect(error!.retryAfterMs).toBeGreaterThan(60_000);
});

test('a server that loads is waited for, and that is told', async () => {
  const loading = refuses(503, { error: { message: 'Loading model', type: 'unavailable_error', code: 503 } });
  expect(await told([loading, loading, loading, loading, loading, says('はい')])).toMatchObject({ kinds: ['loading', 'started', 'delta', 'done'], answer: 'はい', asked: 6 });
});

test('nothing is asked twice once a piece of the answer is there', async () => {
  expect(await told([breaksOff(chunk({ content: '途中' })), says('never')])).toMatchObject({ asked: 1, answer: '途中', error: { code: 'server_failed', message: expect.stringContaining('broke off') } });
});

test('not even once a first byte is there', async () => {
  expect(await told([breaksOff(': '), says('never')])).toMatchObject({ asked: 1, error: { code: 'server_failed' } });
});

const half = Buffer.from(chunk({ content: '漢' }));
test.each<[string, Reply, string]>([
  ['a stream that ends without a reason', streams(chunk({ content: '途中' })), '途中'],
  ['a stream that is cut within a message', streams(chunk({ content: '途中' }), chunk({ content: 'x' }).slice(0, 20)), '途中'],
  ['a stream that is cut within a character', streams(chunk({ content: '途中' }), half.subarray(0, half.indexOf(Buffer.from('漢')) + 1)), '途中'],
  ['malformed JSON', streams(chunk({ content: '途中' }), 'data: {"choices": [}\n\n', chunk({ content: 'x' })), '途中'],
  ['JSON that is no object', streams(chunk({ content: '途中' }), 'data: 42\n\n'), '途中'],
  ['an error within the stream', streams(chunk({ content: '途中' }), event({ error: { message: 'KV cache is full', code: 500 } })), '途中'],
  ['an error within the stream, as text', streams(chunk({ content: '途中' }), event({ error: 'KV cache is full' })), '途中'],
  ["vLLM's own failure", streams(chunk({ content: '途中' }), chunk({}, { finish: 'abort' })), '途中'],
  ['an error instead of a stream', refuses(200, { error: { message: 'KV cache is full' } }), ''],
  ['an answer that is no stream', refuses(200, { choices: [{ message: { content: 'x' } }] }), ''],
  ['a web page', refuses(200, '<!DOCTYPE html><html><body>Welcome</body></html>'), ''],
  ['a web page for an error', refuses(404, '<html>nginx</html>'), ''],
  ['a redirect', refuses(307, '', { location: 'http://127.0.0.1:1/v1/chat/completions' }), ''],
  ['an unknown refusal', refuses(418, 'teapot'), ''],
])('%s is an error of the server, after what there was', async (_name, reply, text) => {
  expect(await told([reply])).toMatchObject({ answer: text, asked: 1, done: undefined, error: { code: 'server_failed' } });
});

test('an error within a stream is told in its words', async () => {
  const { error } = await told([streams(event({ error: { message: 'KV cache\u0007 is\n\n full\u202E' } }))]);
  expect(error!.message).toMatch(/KV cache is full$/);
});

test('what a server says is bounded', async () => {
  const { error } = await told([refuses(400, { error: { message: `bad ${'長'.repeat(5000)}` } })]);
  expect(error!.message.length).toBeLessThan(450);
});

test('an endless line ends the answer', async () => {
  const endless: Reply = async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: "');
    while (!response.destroyed) {
      response.write('x'.repeat(50_000));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  expect(await told([endless])).toMatchObject({ asked: 1, error: { code: 'server_failed', message: expect.stringContaining('1000000 characters') } });
});

test('an endless answer ends at its bound, and keeps what there was', async () => {
  const server = await startModelServer(async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    while (!response.destroyed) {
      response.write(chunk({ content: 'x'.repeat(100) }));
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { answer, error } = await allOf(ask(createServerEngine({ maxAnswerLength: 1000 }), server));
  expect([answer.length, error?.code]).toEqual([1000, 'server_failed']);
});

test.each([
  [{ error: { message: "The model `test-model` does not exist.", type: 'NotFoundError', code: 404 } }],
  [{ error: 'Repository Not Found for url: https://huggingface.co/api/models/test-model' }],
  [{ error: { message: 'model "test-model" not found, try pulling it first' } }],
])('404 that speaks of a model: %j', async (body) => {
  expect(await told([refuses(404, body)])).toMatchObject({ asked: 1, error: { code: 'model_not_found', message: expect.stringContaining('no model "test-model"') } });
});

test.each([[{ detail: 'Not Found' }], ['404 page not found'], [''], [{ error: { message: 'File Not Found', type: 'not_found_error' } }]])('404 that speaks of the address: %j', async (body) => {
  expect(await told([refuses(404, body)])).toMatchObject({ asked: 1, error: { code: 'server_failed', message: expect.stringContaining('/v1') } });
});

test('400 that says there is no such model', async () => {
  expect(await told([refuses(400, { error: { message: 'invalid model ID', code: 'model_not_found' } })])).toMatchObject({ error: { code: 'model_not_found' } });
});

test.each<[string, object | string, { promptTokens?: number; contextSize?: number }]>([
  ['llama-server', { error: { code: 400, message: 'request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it', type: 'exceed_context_size_error', n_prompt_tokens: 5000, n_ctx: 4096 } }, { promptTokens: 5000, contextSize: 4096 }],
  ['vLLM 0.9', { object: 'error', message: "This model's maximum context length is 4096 tokens. However, you requested 5100 tokens (5000 in the messages, 100 in the completion). Please reduce the length of the messages or completion.", type: 'BadRequestError', code: 400 }, { promptTokens: 5000, contextSize: 4096 }],
  ['vLLM 0.20', { error: { message: "This model's maximum context length is 4096 tokens. However, you requested 0 output tokens and your prompt contains at least 4097 input tokens, for a total of at least 4097 tokens.", code: 400 } }, { promptTokens: 4097, contextSize: 4096 }],
  ['vLLM, in the engine', { error: { message: 'The decoder prompt (length 5000) is longer than the maximum model length of 4096.', code: 400 } }, { promptTokens: 5000, contextSize: 4096 }],
  ['OpenAI', { error: { message: "This model's maximum context length is 4096 tokens. However, your messages resulted in 5000 tokens.", code: 'context_length_exceeded' } }, { promptTokens: 5000, contextSize: 4096 }],
  ['without figures', { error: { message: 'the request exceeds the available context size' } }, {}],
])('a question that is too long, in the words of %s', async (_name, body, figures) => {
  expect(await told([refuses(400, body)])).toMatchObject({ asked: 1, error: { code: 'context_length_exceeded', ...figures } });
});

test('a question that is too long, said within the stream', async () => {
  const error = { code: 400, message: 'request exceeds', type: 'exceed_context_size_error', n_prompt_tokens: 9, n_ctx: 8 };
  expect(await told([streams(event({ error }))])).toMatchObject({ error: { code: 'context_length_exceeded', promptTokens: 9, contextSize: 8 } });
});

test.each<[string, string, object]>([
  ['counted', "This model's maximum context length is 4096 tokens. However, you requested 4100 tokens (4000 in the messages, 100 in the completion).", { max_tokens: 96 }],
  ['counted in part', "This model's maximum context length is 4096 tokens. However, you requested 100 output tokens and your prompt contains at least 3997 input tokens, for a total of at least 4097 tokens.", {}],
])('when only the longest possible answer does not fit, a shorter one is asked for (prompt %s)', async (_name, message, expected) => {
  const { engine, server } = await serverWith(refuses(400, { error: { message } }), says('はい'));
  expect(await allOf(ask(engine, server))).toMatchObject({ answer: 'はい' });
  const { max_tokens } = server.asked[1]!.body;
  expect({ max_tokens }).toEqual({ max_tokens: undefined, ...expected });
});

test('that is tried once', async () => {
  const message = "maximum context length is 4096 tokens. However, you requested 4100 tokens (4000 in the messages, 100 in the completion).";
  expect(await told([refuses(400, { error: { message } })])).toMatchObject({ asked: 2, error: { code: 'context_length_exceeded', promptTokens: 4000, contextSize: 4096 } });
});

test.each<[string, number, object]>([
  ['OpenAI', 400, { error: { message: 'Unrecognized request argument supplied: min_p' } }],
  ['a strict FastAPI', 422, { detail: [{ type: 'extra_forbidden', loc: ['body', 'top_k'], msg: 'Extra inputs are not permitted' }] }],
])('a server that refuses unknown fields (%s) is asked without them, from then on', async (_name, status, body) => {
  const { engine, server } = await serverWith(refuses(status, body), says('はい'));
  const { answer, done } = await allOf(ask(engine, server));
  await allOf(ask(engine, server));
  const sent = server.asked.map(({ body }) => ['top_k', 'min_p', 'repetition_penalty', 'repeat_penalty', 'seed'].filter((field) => field in body).join());
  expect([answer, ...sent]).toEqual(['はい', 'top_k,min_p,repetition_penalty,repeat_penalty,seed', 'seed', 'seed']);
  expect(done!.fingerprint.engine).toContain('without top_k, min_p, repetition_penalty, repeat_penalty');
});

test('a server without stream_options is asked without them', async () => {
  const { engine, server } = await serverWith(refuses(400, { error: { message: 'unknown field "stream_options"' } }), says('はい'));
  await allOf(ask(engine, server));
  expect(server.asked.map(({ body }) => 'stream_options' in body)).toEqual([true, false]);
});

test('a value that is refused is no unknown field', async () => {
  expect(await told([refuses(400, { error: { message: 'top_k must be -1, or at least 1' } })])).toMatchObject({ asked: 1, error: { code: 'server_failed', message: expect.stringContaining('top_k must be') } });
});

test('the key is sent, and is in no error even when the server repeats it', async () => {
  const { engine, server } = await serverWith(refuses(400, { error: { message: `no luck with ${apiKey}` } }), streams(event({ error: `${apiKey} has no credit` })), refuses(401, { error: { message: `Incorrect API key provided: ${apiKey}` } }));
  for (const code of ['server_failed', 'server_failed', 'server_failed']) {
    const { error } = await allOf(ask(engine, server, { source: { apiKey } }));
    expect(error).toMatchObject({ code });
    expect(`${error!.message} ${String(error!.cause)} ${error!.stack}`).not.toContain(apiKey);
  }
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(`Bearer ${apiKey}`));
  expect(JSON.stringify(engine.status())).not.toContain(apiKey);
});

test('a refused key and a missing key are told apart', async () => {
  expect((await told([refuses(401)], { apiKey })).error).toMatchObject({ code: 'server_failed', message: expect.stringContaining('refuses the key') });
  const { error, asked } = await told([refuses(403)]);
  expect([error?.message, asked]).toEqual([expect.stringContaining('needs a key'), 1]);
});

test('a key that no header can hold is told without showing it', async () => {
  const { error } = await told([says('a')], { apiKey: `${apiKey}\nX: y` });
  expect(error).toMatchObject({ code: 'server_failed', message: expect.stringContaining('key has characters') });
  expect(error!.message).not.toContain(apiKey);
});

test('credentials in an address are in neither error nor fingerprint', async () => {
  const { engine, server } = await serverWith(says('a'), refuses(400, 'no'));
  const baseUrl = server.baseUrl.replace('//', '//user:pass-word@');
  const { done } = await allOf(ask(engine, { baseUrl }));
  expect(done!.fingerprint.server).toBe(server.baseUrl);
  expect(server.asked[0]!.headers.authorization).toMatch(/^Basic /);
  expect((await allOf(ask(engine, { baseUrl }))).error!.message).not.toContain('pass-word');
});

test.each([['not an address'], ['ftp://127.0.0.1/v1'], ['file:///etc/passwd'], ['']])('%j is no address of a server', async (baseUrl) => {
  expect((await allOf(ask(createServerEngine(), { baseUrl }))).error).toMatchObject({ code: 'server_unreachable', message: expect.stringContaining('http://127.0.0.1:8080/v1') });
});

test('a server that is not there', async () => {
  const { engine, server } = await serverWith();
  await server[Symbol.asyncDispose]();
  expect((await allOf(ask(engine, server))).error).toMatchObject({ code: 'server_unreachable', message: expect.stringContaining('Is it running?') });
});

test('what does not speak HTTP', async () => {
  const { error } = await told([(response) => void response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n')]);
  expect(error).toMatchObject({ code: 'server_failed', message: expect.stringContaining('HTTP') });
});

test('https where there is none', async () => {
  const { engine, server } = await serverWith(says('a'));
  const { error } = await allOf(ask(engine, { baseUrl: server.baseUrl.replace('http:', 'https:') }));
  expect(error?.code).toMatch(/^server_/);
});
