import { expect, test } from 'vitest';
import { PrefillBudget } from '../../src/llama/in-child/prefill-budget.js';

test('with answers running, a piece of a prompt takes a part of the time of their step', () => {
  const budget = new PrefillBudget();
  for (let i = 0; i < 20; i++) budget.took(40, 8, 0);
  for (let i = 0; i < 20; i++) budget.took(200, 0, 100);
  expect(budget.tokens(8, 504)).toBe(12);
});

test('with nobody waiting for a token, pieces are larger, but an abort waits for one of them at most', () => {
  const budget = new PrefillBudget();
  for (let i = 0; i < 20; i++) budget.took(200, 0, 100);
  expect(budget.tokens(0, 512)).toBe(100);
  for (let i = 0; i < 40; i++) budget.took(1, 0, 100);
  expect(budget.tokens(0, 512)).toBe(512);
});

test('a piece is never so small that a prompt does not get on', () => {
  const budget = new PrefillBudget();
  for (let i = 0; i < 20; i++) budget.took(1, 1, 0);
  for (let i = 0; i < 20; i++) budget.took(1000, 0, 10);
  expect(budget.tokens(1, 511)).toBe(8);
  expect(budget.tokens(1, 3)).toBe(3);
});

test('it learns from mixed computations too', () => {
  const budget = new PrefillBudget();
  for (let i = 0; i < 20; i++) budget.took(40, 8, 0);
  budget.tokens(8, 504);
  for (let i = 0; i < 30; i++) budget.took(40 + 32 * 2, 8, 32);
  expect(budget.tokens(8, 504)).toBe(12);
});
