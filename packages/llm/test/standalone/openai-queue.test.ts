import { expect, onTestFinished, test } from 'vitest';
import { createServerEngine, type LlmEngine, type ServerEngineOptions } from '../../src/index.js';
import { chunk, startModelServer, type ModelServer } from '../../src/testing/index.js';
import { allOf, ask, type Asking, type Told } from './openai-asking.js';

interface Held {
  engine: LlmEngine;
  server: ModelServer;
  /** Asks; the question is also its name. */
  ask: (question: string, user: string, options?: Asking) => Promise<Told>;
  /** Questions in the order in which they reached the server. */
  reached: () => string[];
  /** Lets the server answer the one that has waited longest there. */
  answerOne: () => Promise<void>;
}

/** A server that answers only when it is told to. */
async function heldServer(options: ServerEngineOptions): Promise<Held> {
  const held: (() => void)[] = [];
  const server = await startModelServer((response) => void held.push(() => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`${chunk({ content: 'a' }, { finish: 'stop' })}data: [DONE]\n\n`)));
  onTestFinished(() => server[Symbol.asyncDispose]());
  const engine = createServerEngine(options);
  const reached = (): string[] => server.asked.map(({ body }) => (body['messages'] as { content: string }[])[0]!.content);
  return {
    engine,
    server,
    reached,
    ask: (question, user, more) => allOf(ask(engine, server, { question, user, ...more })),
    async answerOne() {
      const before = engine.status().running + engine.status().queued;
      await until(() => held.length > 0);
      held.shift()!();
      await until(() => engine.status().running + engine.status().queued === before - 1);
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Until so many questions are with the server, and so many wait before it. */
const settled = async ({ engine, reached }: Held, atServer: number, waiting: number): Promise<void> => until(() => reached().length === atServer && engine.status().queued === waiting);

test('no more than maxConcurrent are asked at once, and the others are told their place', async () => {
  const held = await heldServer({ maxConcurrent: 2 });
  const answers = ['1', '2', '3', '4'].map((name) => held.ask(name, 'a'));
  await settled(held, 2, 2);
  expect([held.reached(), held.engine.status().queued, held.engine.status().running]).toEqual([['1', '2'], 2, 2]);
  for (let left = 4; left > 0; left--) await held.answerOne();
  const positions = (await Promise.all(answers)).map(({ events }) => events.flatMap((event) => (event.type === 'queued' ? [event.position] : [])));
  expect([held.reached(), positions]).toEqual([['1', '2', '3', '4'], [[], [], [1], [2, 1]]]);
});

test('beyond maxQueue a question is refused at once, with a time to come again', async () => {
  const held = await heldServer({ maxConcurrent: 1, maxQueue: 1 });
  const kept = [held.ask('1', 'a'), held.ask('2', 'b')];
  await settled(held, 1, 1);
  const { error } = await held.ask('3', 'c');
  expect([error?.code, error!.retryAfterMs! >= 1000]).toEqual(['queue_full', true]);
  await held.answerOne();
  await held.answerOne();
  expect((await Promise.all(kept)).map(({ answer }) => answer)).toEqual(['a', 'a']);
});

test('one who asks much does not delay the others, and a person goes before a batch', async () => {
  const held = await heldServer({ maxConcurrent: 1 });
  const answers = [held.ask('first', 'a')];
  await settled(held, 1, 0);
  for (const name of ['a1', 'a2', 'a3']) answers.push(held.ask(name, 'a', { priority: 'batch' }));
  answers.push(held.ask('b1', 'b'), held.ask('b2', 'b'), held.ask('c1', 'c'));
  await settled(held, 1, 6);
  for (let left = answers.length; left > 0; left--) await held.answerOne();
  await Promise.all(answers);
  expect(held.reached()).toEqual(['first', 'b1', 'c1', 'b2', 'a1', 'a2', 'a3']);
});

test('batch work leaves one place free', async () => {
  const held = await heldServer({ maxConcurrent: 2 });
  const answers = [held.ask('batch 1', 'a', { priority: 'batch' }), held.ask('batch 2', 'b', { priority: 'batch' })];
  await settled(held, 1, 1);
  expect(held.reached()).toEqual(['batch 1']);
  answers.push(held.ask('person', 'c'));
  await settled(held, 2, 1);
  expect(held.reached()).toEqual(['batch 1', 'person']);
  for (let left = 3; left > 0; left--) await held.answerOne();
  await Promise.all(answers);
});

test('one server that is full delays no other', async () => {
  const full = await heldServer({ maxConcurrent: 1 });
  const other = await startModelServer((response) => void response.writeHead(200, { 'content-type': 'text/event-stream' }).end(chunk({ content: 'x' }, { finish: 'stop' })));
  onTestFinished(() => other[Symbol.asyncDispose]());
  const waiting = [full.ask('1', 'a'), full.ask('2', 'a')];
  await settled(full, 1, 1);
  expect((await allOf(ask(full.engine, other))).answer).toBe('x');
  expect(full.engine.status()).toMatchObject({ queued: 1, running: 1, maxQueue: 200 });
  await full.answerOne();
  await full.answerOne();
  await Promise.all(waiting);
});

test('the time in the queue is no time of the answer', async () => {
  const held = await heldServer({ maxConcurrent: 1 });
  const first = held.ask('1', 'a');
  const second = held.ask('2', 'a');
  await settled(held, 1, 1);
  await new Promise((resolve) => setTimeout(resolve, 60));
  await held.answerOne();
  await held.answerOne();
  const [, { done }] = await Promise.all([first, second]);
  expect(done!.timing.queueMs).toBeGreaterThan(50);
  expect(done!.timing.durationMs).toBeGreaterThanOrEqual(done!.timing.timeToFirstTokenMs!);
});
