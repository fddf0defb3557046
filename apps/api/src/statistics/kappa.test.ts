import { expect, test } from 'vitest';
import { cohenKappa, kappaWords } from './kappa.js';

const cellsOf = (table: number[][]) => table.flatMap((row, first) => row.map((count, second) => ({ first, second, count })));

test.each([
  // Cohen 1960, table 1 (as counts of 200).
  ['personality disorder, neurosis, psychosis', [[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.492],
  // Landis and Koch 1977; Agresti, Categorical Data Analysis (2nd ed.), table 10.8.
  ['two pathologists on 118 slides', [[22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]], 0.493],
])('%s', (_what, table, kappa) => {
  expect(cohenKappa(cellsOf(table))).toBeCloseTo(kappa, 3);
});

test('always alike is 1, as by chance is 0, never alike is below 0', () => {
  expect(cohenKappa(cellsOf([[3, 0], [0, 7]]))).toBe(1);
  expect(cohenKappa(cellsOf([[4, 6], [8, 12]]))).toBe(0);
  expect(cohenKappa(cellsOf([[0, 5], [5, 0]]))).toBe(-1);
});

test('nothing judged twice, or all of one value: not defined', () => {
  expect(cohenKappa([])).toBeNull();
  expect(cohenKappa([{ first: 1, second: 1, count: 20 }])).toBeNull();
});

test.each([
  [-0.01, 'poor'],
  [0, 'slight'],
  [0.2, 'slight'],
  [0.21, 'fair'],
  [0.5, 'moderate'],
  [0.8, 'substantial'],
  [0.81, 'almost_perfect'],
  [1, 'almost_perfect'],
])('%d is %s', (kappa, words) => {
  expect(kappaWords(kappa)).toBe(words);
});
