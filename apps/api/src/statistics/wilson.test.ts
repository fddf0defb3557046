import { expect, test } from 'vitest';
import { rateOf, rateOrNull } from './wilson.js';

// Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i is between %d and %d', (part, whole, low, high) => {
  const interval = rateOf(part, whole);
  expect(interval.rate).toBe(part / whole);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

test('what holds for some holds in reverse for the others', () => {
  for (const [part, whole] of [[0, 1], [1, 1], [3, 7], [81, 263], [50_000, 100_000]] as const) {
    const [some, others] = [rateOf(part, whole), rateOf(whole - part, whole)];
    expect(others.low).toBeCloseTo(1 - some.high, 12);
    expect(others.high).toBeCloseTo(1 - some.low, 12);
  }
});

test('an interval holds its share, stays within 0 and 1, and narrows with the count', () => {
  let width = 1;
  for (const whole of [2, 10, 100, 1000, 100_000]) {
    for (const part of [0, 1, whole / 2, whole]) {
      const { rate, low, high } = rateOf(part, whole);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(rate);
      expect(high).toBeGreaterThanOrEqual(rate);
      expect(high).toBeLessThanOrEqual(1);
    }
    const { low, high } = rateOf(whole / 2, whole);
    expect(high - low).toBeLessThan(width);
    width = high - low;
  }
});

test('nothing has no rate', () => {
  expect(rateOrNull(0, 0)).toBeNull();
  expect(rateOrNull(1, 2)).toEqual(rateOf(1, 2));
});
