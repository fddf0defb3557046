import { expect, test } from 'vitest';
import { EventBuffer } from '../../src/llama/event-buffer.js';
import type { AnswerEvent } from '../../src/index.js';

const delta = (text: string, channel: 'answer' | 'thought' = 'answer'): AnswerEvent => ({ type: 'delta', channel, text });

test('a slow reader gets the whole text, joined', async () => {
  const buffer = new EventBuffer();
  buffer.push({ type: 'started', promptTokens: 1, cachedTokens: 0 });
  for (const piece of ['a', 'b', 'c']) buffer.push(delta(piece));
  buffer.push(delta('d', 'thought'));
  buffer.push(delta('e'));
  buffer.end();
  const events = [];
  for await (const event of buffer.read()) events.push(event);
  expect(events).toEqual([{ type: 'started', promptTokens: 1, cachedTokens: 0 }, delta('abc'), delta('d', 'thought'), delta('e')]);
});

test('an event that was given to the reader is not changed afterwards', async () => {
  const buffer = new EventBuffer();
  const reader = buffer.read();
  buffer.push(delta('a'));
  const { value: first } = await reader.next();
  buffer.push(delta('b'));
  expect([first, (await reader.next()).value]).toEqual([delta('a'), delta('b')]);
});

test('of places in the queue, a slow reader gets the newest', async () => {
  const buffer = new EventBuffer();
  for (const position of [3, 2, 1]) buffer.push({ type: 'queued', position });
  expect((await buffer.read().next()).value).toEqual({ type: 'queued', position: 1 });
});

test('an error comes after the events that were before it', async () => {
  const buffer = new EventBuffer();
  const reader = buffer.read();
  buffer.push(delta('a'));
  buffer.end(new Error('broken'));
  buffer.push(delta('too late'));
  expect((await reader.next()).value).toEqual(delta('a'));
  await expect(reader.next()).rejects.toThrow('broken');
  expect((await reader.next()).done).toBe(true);
});
