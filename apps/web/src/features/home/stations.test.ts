import { describe, expect, it } from 'vitest';
import { stationsOf, stuckAt } from './stations';
import { weeksBetween } from './weeks-between';

const counts = { total: 100, good: 60, fair: 12, bad: 8, unevaluated: 15, good_rate: null, needs_correction: 5, corrected: 15, trained: 40, verified: 30 };
const waiting = (changed: object) => stationsOf({ ...counts, ...changed }).map((station) => station.waiting);

describe('how far answers have come around', () => {
  it('counts who waits before each station: for training, what is good or has a correct answer', () => {
    expect(stationsOf(counts)).toEqual([
      { name: 'asked', count: 100, of: 100, waiting: 0 },
      { name: 'evaluated', count: 80, of: 95, waiting: 15 },
      { name: 'corrected', count: 15, of: 20, waiting: 5 },
      { name: 'trained', count: 40, of: 75, waiting: 35 },
      { name: 'verified', count: 30, of: 40, waiting: 10 },
    ]);
  });
  it('never has fewer than none waiting, whatever a program has set by hand', () => {
    expect(waiting({ trained: 90, verified: 95 })).toEqual([0, 15, 5, 0, 0]);
  });
  it('is stuck where most wait, at the earlier one of two, and nowhere when none waits', () => {
    expect(stuckAt(stationsOf(counts))?.name).toBe('trained');
    expect(stuckAt(stationsOf({ ...counts, unevaluated: 35 }))?.name).toBe('evaluated');
    expect(stuckAt(stationsOf({ ...counts, unevaluated: 0, needs_correction: 0, trained: 75, verified: 75 }))).toBeUndefined();
  });
});

describe('the weeks of a course', () => {
  it('are all of them, over the turn of the year and a change of the clock', () => {
    expect(weeksBetween(['2026-12-21', '2027-01-11', '2027-01-04'])).toEqual(['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11']);
    expect(weeksBetween(['2027-03-22', '2027-04-05'])).toHaveLength(3);
    expect(weeksBetween([])).toEqual([]);
  });
});
