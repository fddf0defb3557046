import type { Log } from '@llamune/contracts';
import { describe, expect, it } from 'vitest';
import { roundsOf } from './rounds';

const log = (id: number, question: string, retry_of_id: number | null = null) => ({ id, question, retry_of_id }) as Log;
const all = (...logs: Log[]) => ({ logs, hasEarlier: false });
const told = (rounds: ReturnType<typeof roundsOf>) => rounds.map(({ question, left, right }) => [question, left.map(({ id }) => id), right.map(({ id }) => id)]);

describe('the rounds of a comparison', () => {
  it('put the same questions side by side, oldest first', () => {
    expect(told(roundsOf(all(log(1, 'a'), log(3, 'b')), all(log(2, 'a'), log(4, 'b'))))).toEqual([['a', [1], [2]], ['b', [3], [4]]]);
  });
  it('leave a side empty where it was not asked, until it is asked later', () => {
    const left = all(log(1, 'a'), log(2, 'b'), log(4, 'c'));
    expect(told(roundsOf(left, all(log(3, 'b'), log(5, 'x'))))).toEqual([['a', [1], []], ['b', [2], [3]], ['c', [4], []], ['x', [], [5]]]);
    expect(told(roundsOf(left, all(log(3, 'b'), log(5, 'c'), log(6, 'a'))))).toEqual([['a', [1], [6]], ['b', [2], [3]], ['c', [4], [5]]]);
  });
  it('keep the attempts of one question together, and an edited one apart', () => {
    expect(told(roundsOf(all(log(1, 'a'), log(3, 'a', 1), log(5, 'a2', 3)), all(log(2, 'a'), log(6, 'a2', 2))))).toEqual([['a', [1, 3], [2]], ['a2', [5], [6]]]);
  });
  it('pair a question that was asked anew with its like, not with the one before', () => {
    expect(told(roundsOf(all(log(1, 'a'), log(3, 'a')), all(log(2, 'a'), log(4, 'a'))))).toEqual([['a', [1], [2]], ['a', [3], [4]]]);
  });
  it('do not say "not asked" of what is only not loaded yet', () => {
    const right = { logs: [log(6, 'c')], hasEarlier: true };
    expect(told(roundsOf(all(log(1, 'a'), log(5, 'c'), log(7, 'd')), right))).toEqual([['c', [5], [6]], ['d', [7], []]]);
  });
});
