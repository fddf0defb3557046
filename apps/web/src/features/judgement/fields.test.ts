import { expect, it } from 'vitest';
import { differing } from './fields';

it('keeps what was typed on or cleared while something else was on its way', () => {
  expect(differing({ correct_answer: '買掛金', evaluation: null }, { correct_answer: '買掛' })).toEqual({ correct_answer: '買掛金', evaluation: null });
  expect(differing({ correct_answer: '買掛金', evaluation: null }, { correct_answer: '買掛金', evaluation: null })).toEqual({});
});
it('takes no text and an empty one for the same', () => {
  expect(differing({ reason: '', memo: 'x' }, { reason: null, memo: null })).toEqual({ memo: 'x' });
});
