import { describe, expect, it } from 'vitest';
import { choose, isSettled, noVerdict, rate, rateEqual, rateSide, stepBack, stepOf } from './verdict';

describe('a verdict on a pair', () => {
  it('is a choice and a rating of each, A first', () => {
    const chosen = choose(noVerdict, 'left');
    expect([stepOf(noVerdict), stepOf(chosen), stepOf(rate(chosen, 1))]).toEqual(['choice', 'left', 'right']);
    const whole = rate(rate(chosen, 1), 2);
    expect(whole).toEqual({ choice: 'left', left: 1, right: 2, isProposed: false });
    expect(isSettled(whole)).toBe(true);
  });
  it('may be rated before it is chosen', () => {
    expect(choose(rate(rate(noVerdict, 3), 1), 'right')).toEqual({ choice: 'right', left: 3, right: 1, isProposed: false });
  });
  it('of two bad answers proposes 間違い for both, which another rating replaces', () => {
    const proposed = choose(noVerdict, 'both_bad');
    expect(proposed).toMatchObject({ left: 3, right: 3 });
    expect(isSettled(proposed)).toBe(false);
    expect(rate(rate(proposed, 2), 3)).toEqual({ choice: 'both_bad', left: 2, right: 3, isProposed: false });
    expect(stepBack(proposed)).toEqual(noVerdict);
  });
  it.each([
    ['left', 2, 1],
    ['right', 1, 3],
    ['same', 1, 2],
    ['both_bad', 1, 3],
  ] as const)('that contradicts itself (%s, %i, %i) waits to be looked at again', (choice, left, right) => {
    const verdict = rate(rate(choose(noVerdict, choice), 2), 2);
    expect(isSettled(verdict)).toBe(true);
    const slipped = rateSide(rateSide(verdict, 'left', left), 'right', right);
    expect([stepOf(slipped), isSettled(slipped)]).toEqual(['confirm', false]);
  });
  it('goes back step by step, and begins anew with another choice', () => {
    const verdict = rate(choose(noVerdict, 'same'), 1);
    expect(stepBack(verdict)).toEqual(choose(noVerdict, 'same'));
    expect(stepBack(stepBack(verdict))).toEqual(noVerdict);
    expect(choose(verdict, 'right')).toEqual(choose(noVerdict, 'right'));
  });
  it('on one answer of both is its rating', () => {
    expect([rateEqual(1).choice, rateEqual(2).choice, rateEqual(3).choice]).toEqual(['same', 'same', 'both_bad']);
    expect(isSettled(rateEqual(3))).toBe(true);
  });
});
