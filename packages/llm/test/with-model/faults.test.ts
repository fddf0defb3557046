import { spawn } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createLlamaEngine, isFileSource, LlmError } from '../../src/index.js';
import { writeDamagedModels, writeModelThatAborts } from '../../src/testing/index.js';
import { Asked, eventually, isAlive, stopAll } from './asking.js';
import { randomModels, slow } from './random-models.js';

const models = randomModels();
const source = models.model('slow', slow);
const engine = createLlamaEngine({ slots: 2, contextSize: 2048, maxLoadedModels: 4 });
afterEach(() => stopAll(engine));
afterAll(async () => {
  await engine.close();
  models[Symbol.dispose]();
});

const endless = { source, sampling: { maxTokens: 1900 } };
const short = { source, sampling: { maxTokens: 3 } };

async function errorOf(asked: Asked): Promise<LlmError> {
  const error: unknown = await asked.done.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LlmError);
  return error as LlmError;
}

function pidOf(file: string): number {
  const pid = engine.status().models.find((model) => isFileSource(model.source) && model.source.file === file)?.pid;
  if (typeof pid !== 'number') throw new Error(`${file} has no process`);
  return pid;
}

test('a model file that is not there is named, and what to do is said', async () => {
  const error = await errorOf(new Asked(engine, 'hello', { source: { file: models.file('gone.gguf') } }));
  expect(error).toMatchObject({ code: 'model_not_found', message: 'The model file "gone.gguf" is not there; put it back, or register the model again where it is now.' });
  await expect(engine.load({ file: models.file('gone.gguf') })).rejects.toMatchObject({ code: 'model_not_found' });
  await expect(engine.inspect({ file: models.file('gone.gguf') })).rejects.toMatchObject({ code: 'model_not_found' });
});

test('a killed process fails its answers at once, and the next question starts it again', async () => {
  const running = [1, 2].map((n) => new Asked(engine, `hello ${n}`, endless));
  await Promise.all(running.map((asked) => asked.had('delta', 3)));
  const waiting = new Asked(engine, 'hello', short);
  await waiting.had('queued');
  const killedAt = performance.now();
  process.kill(pidOf(source.file), 'SIGKILL');
  const errors = await Promise.all(running.map(errorOf));
  expect(performance.now() - killedAt).toBeLessThan(2000);
  expect(errors.map(({ code }) => code)).toEqual(['engine_crashed', 'engine_crashed']);
  expect(errors[0]?.message).toMatch(/"slow\.gguf" has died: it was killed by SIGKILL/);
  expect(running.every(({ text }) => text.length > 0)).toBe(true);
  expect((await waiting.done).finish).toBe('length');
  expect((await new Asked(engine, 'again', short).done).finish).toBe('length');
  expect(engine.status().restarts).toBe(1);
});

test('the stop signals of a terminal or a service manager do not end the process', async () => {
  const asked = new Asked(engine, 'hello', endless);
  await asked.had('delta');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pidOf(source.file), signal);
  await asked.had('delta', 20);
  asked.stop();
  expect((await asked.done).finish).toBe('aborted');
});

test('a process that hangs is ended', async () => {
  const impatient = createLlamaEngine({ slots: 1, contextSize: 2048, stallMs: 1000 });
  const asked = new Asked(impatient, 'hello', endless);
  await asked.had('delta', 3);
  const pid = impatient.status().models[0]?.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  expect(await errorOf(asked)).toMatchObject({ code: 'engine_crashed', message: expect.stringContaining('no sign of life') as string });
  expect(isAlive(pid)).toBe(false);
  await impatient.close();
});

test('closing the engine ends its processes and fails its answers', async () => {
  const closing = createLlamaEngine({ slots: 1, contextSize: 2048 });
  const running = new Asked(closing, 'hello', endless);
  await running.had('delta');
  const waiting = new Asked(closing, 'hello', endless);
  await waiting.had('queued');
  const pid = closing.status().models[0]?.pid ?? 0;
  await closing.close();
  expect(isAlive(pid)).toBe(false);
  expect((await errorOf(running)).code).toBe('engine_crashed');
  expect((await errorOf(waiting)).code).toBe('engine_crashed');
  expect((await errorOf(new Asked(closing, 'hello', endless))).code).toBe('engine_error');
});

test('the process ends when the server is killed', async () => {
  const script = `
    import { createLlamaEngine } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
    const engine = createLlamaEngine({ slots: 1 });
    await engine.load({ file: ${JSON.stringify(source.file)} });
    console.log(engine.status().models[0].pid);
    setInterval(() => {}, 1000);`;
  const server = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise((resolve) => server.stdout.once('data', resolve)));
  expect(isAlive(pid)).toBe(true);
  server.kill('SIGKILL');
  await eventually(() => !isAlive(pid));
});

test('every kind of damaged file is refused with its reason, while another model goes on answering', async () => {
  const running = new Asked(engine, 'hello', endless);
  await running.had('delta');
  const damaged = writeDamagedModels(models.file('.'));
  const told = await Promise.all(damaged.map(async ({ file, reason }) => ({ file, reason, error: await errorOf(new Asked(engine, 'hello', { source: { file } })) })));
  for (const { file, reason, error } of told) {
    expect(error.code).toBe('model_corrupt');
    expect(error.message).toContain(`"${basename(file)}"`);
    expect(error.message).toMatch(reason);
    expect(error.message).not.toContain(models.file('.'));
  }
  expect(damaged.length).toBeGreaterThan(10);
  expect((await new Asked(engine, 'still there?', short).done).finish).toBe('length');
});

test('a file that kills its process is quarantined until it is replaced', async () => {
  const file = models.file('kills.gguf');
  writeModelThatAborts(file);
  const error = await errorOf(new Asked(engine, 'hello', { source: { file } }));
  expect(error).toMatchObject({ code: 'model_corrupt', message: expect.stringMatching(/"kills\.gguf" ends every process that loads it: .*GGML_ASSERT/) as string });
  expect(engine.status().models.find((model) => isFileSource(model.source) && model.source.file === file)).toMatchObject({ state: 'failed', error: error.message });

  const again = new Asked(engine, 'hello', { source: { file } });
  expect(await errorOf(again)).toMatchObject({ code: 'model_corrupt', message: error.message });
  expect(again.events).toEqual([]);

  copyFileSync(source.file, file);
  expect((await new Asked(engine, 'hello', { source: { file }, sampling: { maxTokens: 3 } }).done).finish).toBe('length');
});

test('inspecting a damaged file says why it cannot be read', async () => {
  const file = models.file('kills.gguf');
  const [empty, cut] = writeDamagedModels(models.file('.')).filter(({ name }) => name === 'empty' || name === 'cut-in-weights');
  await expect(engine.inspect({ file: empty?.file ?? '' })).rejects.toMatchObject({ code: 'model_corrupt', message: expect.stringMatching(/"empty\.gguf".*not a GGUF/) as string });
  await expect(engine.inspect({ file: cut?.file ?? '' })).rejects.toMatchObject({ code: 'model_corrupt' });
  expect((await engine.inspect({ file })).architecture).toBe('llama');
});
