import { expect, test } from 'vitest';
import type { Priority } from '../../src/engine.js';
import { inTurnOrder } from '../../src/llama/turn-order.js';

let lastId = 0;
const asks = (user: string, priority: Priority = 'interactive') => ({ id: ++lastId, options: { user, priority } });
const nobody = new Map<string, number>();
const users = (turns: { options: { user: string } }[]): string => turns.map(({ options }) => options.user).join(' ');

test('with one user, questions keep their order', () => {
  const waiting = [asks('a'), asks('a'), asks('a')];
  expect(inTurnOrder(waiting.toReversed(), nobody, nobody)).toEqual(waiting);
});

test('a user with many questions does not delay the others', () => {
  expect(users(inTurnOrder([asks('a'), asks('a'), asks('a'), asks('b'), asks('c'), asks('b')], nobody, nobody))).toBe('a b c a b a');
});

test('who has fewer answers running goes first', () => {
  const running = new Map([['a', 2], ['b', 1]]);
  expect(users(inTurnOrder([asks('a'), asks('b'), asks('c')], running, nobody))).toBe('c b a');
});

test('among equals, who was served longest ago goes first', () => {
  const served = new Map([['a', 7], ['b', 3]]);
  expect(users(inTurnOrder([asks('a'), asks('b'), asks('c')], nobody, served))).toBe('c b a');
});

test('interactive questions go before batch ones, whoever asks', () => {
  const running = new Map([['person', 5]]);
  expect(users(inTurnOrder([asks('machine', 'batch'), asks('machine', 'batch'), asks('person')], running, nobody))).toBe('person machine machine');
});

test('background questions go last, whoever asks', () => {
  const running = new Map([['writer', 5]]);
  expect(users(inTurnOrder([asks('run', 'background'), asks('writer', 'batch'), asks('person')], running, nobody))).toBe('person writer run');
});

test('own interactive questions count against own batch ones', () => {
  const waiting = [asks('a', 'batch'), asks('b', 'batch'), asks('a')];
  expect(users(inTurnOrder(waiting, nobody, nobody))).toBe('a b a');
});

test('nothing that is given is changed', () => {
  const waiting = Object.freeze([asks('b'), asks('a')]);
  const running = new Map([['b', 1]]);
  inTurnOrder(waiting, running, nobody);
  expect([...running]).toEqual([['b', 1]]);
});
