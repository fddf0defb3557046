import { expect, test } from 'vitest';
import { PrefillBudget } from '../../src/llama/in-child/prefill-budget.js';

/** Computations with 8 answers (40 ms) and pieces of a prompt, of which a pass and each token take so long. */
function run(budget: PrefillBudget, { passMs, tokenMs, times = 200 }: { passMs: number; tokenMs: number; times?: number }): number[] {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const tokens = budget.tokens(8, 504);
    const ms = 40 + (tokens === 0 ? 0 : passMs + tokens * tokenMs);
    budget.took(ms, 8, tokens);
    if (i > times / 2) taken.push(ms);
  }
  return taken;
}

test('with answers running, a piece makes their step 2.3 times as long, not longer', () => {
  const slow = run(new PrefillBudget(), { passMs: 5, tokenMs: 2 });
  expect(Math.max(...slow)).toBeLessThan(40 * 2.5);
  expect(slow.toSorted((a, b) => a - b)[Math.floor(slow.length / 2)]).toBeGreaterThan(40 * 2);
});

test('a pass over the weights that is as dear as a step leaves room for a large piece where tokens are cheap', () => {
  const budget = new PrefillBudget();
  run(budget, { passMs: 40, tokenMs: 0.1 });
  const piece = Math.max(budget.tokens(8, 504), (budget.took(40, 8, 0), budget.tokens(8, 504)));
  expect(piece).toBeGreaterThan(90);
});

test('now and then the answers go alone, so that the measure is of now', () => {
  const budget = new PrefillBudget();
  budget.took(40, 8, 0);
  const pieces = Array.from({ length: 100 }, () => {
    const tokens = budget.tokens(8, 504);
    budget.took(40 + tokens, 8, tokens);
    return tokens;
  });
  expect(pieces.filter((tokens) => tokens === 0).length).toBeGreaterThanOrEqual(2);
});

test('a piece is never so small that a prompt does not get on', () => {
  const budget = new PrefillBudget();
  run(budget, { passMs: 500, tokenMs: 100 });
  budget.took(40, 8, 0);
  expect(budget.tokens(8, 504)).toBe(8);
  expect(budget.tokens(8, 3)).toBe(3);
});

test('with nobody waiting for a token, pieces are larger, but a stop waits for one of them at most', () => {
  const budget = new PrefillBudget();
  expect(budget.tokens(0, 512)).toBe(16);
  for (let i = 0; i < 20; i++) budget.took(200, 0, 100);
  expect(budget.tokens(0, 512)).toBe(100);
  for (let i = 0; i < 40; i++) budget.took(1, 0, 100);
  expect(budget.tokens(0, 512)).toBe(512);
});
