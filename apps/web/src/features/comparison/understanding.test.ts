import type { ComparisonResult } from '@llamune/contracts';
import { expect, test } from 'vitest';
import { understandingOf } from './understanding';

type Group = ComparisonResult['groups'][number];
const aGroup = (group: Group['group'], judged: number, [rate, low, high]: [number, number, number], outcomes: Partial<Group> = {}): Group => {
  const side = { judged, good: Math.round(judged * rate), good_rate: { rate, low, high } };
  return { group, questions: judged, fixed: 0, broken: 0, same_good: 0, same_bad: 0, unseen: 0, baseline: side, candidate: side, ...outcomes };
};

test('whether a version understood is said only where it can be told', () => {
  expect(understandingOf([aGroup('other', 30, [0.8, 0.6, 0.9])])).toBe('nothingTrained');
  expect(understandingOf([aGroup('trained', 20, [0.9, 0.7, 0.97]), aGroup('paraphrase', 3, [0, 0, 0.56])])).toBe('tooFew');
  expect(understandingOf([aGroup('trained', 20, [0.9, 0.7, 0.97])])).toBe('tooFew');
  expect(understandingOf([aGroup('trained', 20, [0.9, 0.7, 0.97]), aGroup('paraphrase', 20, [0.2, 0.08, 0.42])])).toBe('memorised');
  expect(understandingOf([aGroup('trained', 20, [0.9, 0.7, 0.97]), aGroup('paraphrase', 20, [0.75, 0.53, 0.89])])).toBe('understood');
  expect(understandingOf([aGroup('trained', 20, [0.9, 0.7, 0.97]), aGroup('paraphrase', 20, [0.75, 0.53, 0.89]), aGroup('near_miss', 12, [0.4, 0.2, 0.6], { broken: 6, fixed: 1 })])).toBe('nearMissBroken');
});
