import { expect, test } from 'vitest';
import { RecentAnswers } from './recent-answers.js';

const windowAt = (start = 1_000_000) => {
  const clock = { ms: start };
  const recent = new RecentAnswers(() => clock.ms);
  const add = ({ tokens = 0, queueMs = 0, timeToFirstTokenMs = 0 as number | null, durationMs = 0 }) => recent.add({ promptTokens: 0, cachedTokens: 0, completionTokens: tokens }, { queueMs, timeToFirstTokenMs, durationMs });
  return { clock, recent, add };
};

test('nothing was answered', () => {
  expect(windowAt().recent.summary()).toEqual({ windowMs: 300_000, answers: 0, tokensPerSecond: 0, timeToFirstTokenMs: null, queueMs: null });
});

test('percentiles are those of the answers, by nearest rank', () => {
  const { recent, add } = windowAt();
  for (const ms of [70, 10, 90, 30, 50, 100, 20, 80, 40, 60]) add({ timeToFirstTokenMs: ms, queueMs: ms * 2 });
  expect(recent.summary()).toMatchObject({ answers: 10, timeToFirstTokenMs: { p50: 50, p95: 100 }, queueMs: { p50: 100, p95: 200 } });
});

test('an answer without a token has no time to it', () => {
  const { recent, add } = windowAt();
  add({ timeToFirstTokenMs: null, queueMs: 7 });
  expect(recent.summary()).toMatchObject({ answers: 1, timeToFirstTokenMs: null, queueMs: { p50: 7, p95: 7 } });
});

test('the speed counts answers side by side once, and no pause between them', () => {
  const { clock, recent, add } = windowAt();
  add({ tokens: 100, durationMs: 2000 });
  clock.ms += 1000;
  // This one ran for a second beside the first and for a second alone.
  add({ tokens: 50, durationMs: 2000 });
  clock.ms += 60_000;
  add({ tokens: 30, durationMs: 1000 });
  expect(recent.summary().tokensPerSecond).toBe(180 / 4);
});

test('after five minutes an answer is forgotten', () => {
  const { clock, recent, add } = windowAt();
  add({ queueMs: 1 });
  clock.ms += 200_000;
  add({ queueMs: 2 });
  clock.ms += 100_000;
  expect(recent.summary().answers).toBe(2);
  clock.ms += 1;
  expect(recent.summary()).toMatchObject({ answers: 1, queueMs: { p50: 2, p95: 2 } });
  clock.ms += 300_000;
  expect(recent.summary()).toMatchObject({ answers: 0, windowMs: 300_000 });
});

test('of very many answers the last 2000 are kept, and the window says how far they reach', () => {
  const { clock, recent, add } = windowAt();
  for (let n = 0; n < 2500; n++, clock.ms += 10) add({ queueMs: n });
  expect(recent.summary()).toMatchObject({ answers: 2000, windowMs: 20_000, queueMs: { p50: 1499, p95: 2399 } });
});
