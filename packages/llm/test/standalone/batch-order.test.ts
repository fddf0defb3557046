import type { BatchItem, Token } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { BatchOrder } from '../../src/llama/in-child/batch-order.js';

const SIZE = 512;
const step = (slot: number): BatchItem => ({ tokens: [0 as Token], logits: [true], evaluationPriority: BatchOrder.priorityOfSlot(slot) });
const prompt = (slot: number, length: number): BatchItem => ({ tokens: Array.from({ length }, () => 0 as Token), logits: [], evaluationPriority: BatchOrder.priorityOfSlot(slot) });
const amounts = (order: BatchOrder, items: BatchItem[]): [slot: number, amount: number][] =>
  order.strategy({ items, size: SIZE }).map(({ item, processAmount }) => [item.evaluationPriority - 1, processAmount]);

test('a batch is sorted by slot', () => {
  expect(amounts(new BatchOrder(64), [step(3), prompt(2, 10), step(0), step(1)])).toEqual([[0, 1], [1, 1], [2, 10], [3, 1]]);
});

test('a batch waits for every answer that generates, but not for ever', async () => {
  const order = new BatchOrder(64);
  await order.generating(() =>
    order.generating(async () => {
      expect(amounts(order, [step(0)])).toEqual([]);
      expect(amounts(order, [step(0), step(1)])).toHaveLength(2);
      let rounds = 0;
      while (amounts(order, [step(0)]).length === 0) rounds++;
      expect(rounds).toBe(48);
    }),
  );
});

test('a long prompt gets the whole batch when nobody generates, and a small part of it otherwise', () => {
  expect(amounts(new BatchOrder(64), [prompt(0, 1000)])).toEqual([[0, SIZE]]);
  expect(amounts(new BatchOrder(64), [prompt(0, 1000), step(1)])).toEqual([[0, 64], [1, 1]]);
});

test('the shorter of two prompts is evaluated first', () => {
  expect(amounts(new BatchOrder(64), [prompt(0, 60), prompt(1, 20), step(2)])).toEqual([[0, 44], [1, 20], [2, 1]]);
});

test('the last token of a prompt piece is no generating answer', async () => {
  const order = new BatchOrder(64);
  await order.generating(async () => {
    expect(amounts(order, [prompt(1, 1)])).toEqual([]);
  });
});
