import { expect, test } from 'vitest';
import { exactMcNemar } from './mcnemar.js';

test.each([
  // Agresti, Categorical Data Analysis (2nd ed.), table 10.1, approval ratings; as exact2x2 (Fay 2010, R Journal 2:53) and R's binom.test(86, 236) print it.
  [86, 150, 3.716e-5],
  // Fagerland, Lydersen and Laake 2013, BMC Medical Research Methodology 13:91, exact conditional test: airway hyper-responsiveness of children; 6 of 22.
  [1, 7, 0.0703],
  [6, 16, 0.0525],
  [0, 5, 0.0625],
  [0, 6, 0.03125],
])('%i and %i changed: p = %d', (fixed, broken, p) => {
  expect(exactMcNemar(fixed, broken)).toBeCloseTo(p, p < 0.001 ? 8 : 4);
  expect(exactMcNemar(broken, fixed)).toBe(exactMcNemar(fixed, broken));
});

test('nothing changed, or as much in either way: chance explains it', () => {
  for (const n of [0, 1, 7, 5000]) expect(exactMcNemar(n, n)).toBe(1);
});

test('as the definition says, in whole numbers', () => {
  for (const [all, less] of [[1, 0], [13, 4], [60, 22], [301, 120]] as const) {
    let [choose, tail] = [1n, 1n];
    for (let k = 1n; k <= BigInt(less); k++) {
      choose = (choose * (BigInt(all) - k + 1n)) / k;
      tail += choose;
    }
    const p = Number((tail * 2n * 10n ** 18n) / 2n ** BigInt(all)) / 1e18;
    expect(exactMcNemar(less, all - less)).toBeCloseTo(Math.min(1, p), 12);
  }
});

test('ten thousand questions neither overflow nor vanish', () => {
  expect(exactMcNemar(4900, 5100)).toBeCloseTo(0.0466, 3);
  expect(exactMcNemar(0, 10_000)).toBe(0);
  expect(exactMcNemar(500, 600)).toBeGreaterThan(0);
});
