import { expect, test } from 'vitest';
import { AnswerMetrics } from './answer-metrics.js';
import { parseExposition, valueOf } from './testing/exposition.js';

const stop = { finishReason: 'stop', errorCode: null } as const;
const measured = (completionTokens: number, timeToFirstTokenMs: number | null, durationMs: number, queueMs = 0) => ({
  usage: { promptTokens: 1, cachedTokens: 0, completionTokens },
  timing: { queueMs, timeToFirstTokenMs, durationMs },
});
const read = async (metrics: AnswerMetrics) => parseExposition(await metrics.registry.metrics());

test('times are in seconds, in the right buckets', async () => {
  const metrics = new AnswerMetrics();
  const model = { modelName: 'm', version: 2 };
  metrics.measured(model, measured(11, 300, 5300, 4000));
  metrics.measured(model, measured(0, null, 50));
  const samples = await read(metrics);
  const labels = { model: 'm', version: '2' };
  const bucket = (name: string, le: string) => valueOf(samples, `${name}_bucket`, { ...labels, le });
  expect([bucket('llamune_time_to_first_token_seconds', '0.25'), bucket('llamune_time_to_first_token_seconds', '0.5')]).toEqual([0, 1]);
  expect([bucket('llamune_queue_wait_seconds', '2.5'), bucket('llamune_queue_wait_seconds', '5')]).toEqual([1, 2]);
  expect([bucket('llamune_answer_duration_seconds', '5'), bucket('llamune_answer_duration_seconds', '10')]).toEqual([1, 2]);
  expect(valueOf(samples, 'llamune_answer_duration_seconds_sum')).toBeCloseTo(5.35);
  // Ten tokens after the first one, in five seconds.
  expect([valueOf(samples, 'llamune_answer_tokens_per_second_sum'), valueOf(samples, 'llamune_answer_tokens_per_second_count')]).toEqual([2, 1]);
});

test('an answer of one token, or of no time, has no speed', async () => {
  const metrics = new AnswerMetrics();
  metrics.measured({ modelName: 'm', version: 1 }, measured(1, 10, 20));
  metrics.measured({ modelName: 'm', version: 1 }, measured(5, 10, 10));
  expect((await read(metrics)).filter(({ name }) => name.startsWith('llamune_answer_tokens_per_second'))).toEqual([]);
});

test('a name with every character that the format escapes comes back as it was', async () => {
  const metrics = new AnswerMetrics();
  const modelName = 'a"b\\c\nd}, 日本語 \\n';
  metrics.end({ modelName, version: 1 }, stop);
  metrics.measured({ modelName, version: 1 }, measured(3, 10, 20));
  expect((await read(metrics)).every(({ labels }) => labels['model'] === modelName)).toBe(true);
});

test('however many models there are, the series stay bounded', async () => {
  const metrics = new AnswerMetrics();
  for (let version = 1; version <= 1000; version++) {
    metrics.end({ modelName: 'm', version }, stop);
    metrics.measured({ modelName: 'm', version }, measured(3, 10, 20));
  }
  metrics.end({ modelName: 'm', version: 1 }, stop);
  const samples = await read(metrics);
  expect(new Set(samples.map(({ labels }) => labels['version'])).size).toBe(51);
  expect(valueOf(samples, 'llamune_answers_total', { model: 'other' })).toBe(950);
  expect(valueOf(samples, 'llamune_answers_total', { version: '1' })).toBe(2);
});
