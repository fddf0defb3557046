import { expect, test } from 'vitest';
import { exactMcNemar } from '../../statistics/mcnemar.js';
import { sentenceOf } from './result-sentence.js';

const sentence = (counts: { fixed?: number; broken?: number; same_good?: number; same_bad?: number; unseen?: number }) => {
  const outcomes = { fixed: 0, broken: 0, same_good: 0, same_bad: 0, unseen: 0, ...counts };
  return sentenceOf({ ...outcomes, questions: Object.values(outcomes).reduce((sum, count) => sum + count, 0) }, exactMcNemar(outcomes.fixed, outcomes.broken));
};

test('a clear result says so, with its doubt', () => {
  expect(sentence({ fixed: 21, broken: 2, same_good: 10, same_bad: 17 })).toEqual({
    ja: '50問中 良い 12→31（偶然では説明しにくい、p<0.0001）。悪化 2問。新しい版の良い率は 62%（95%区間 48〜74%）。',
    en: 'Good answers to 50 questions: 12 → 31 (hard to explain by chance, p<0.0001). Got worse: 2. The new version is good at 62% (95% interval 48 to 74%).',
  });
  // It got worse: as hard to explain.
  expect(sentence({ fixed: 1, broken: 12, same_good: 10, same_bad: 7 }).ja).toBe('30問中 良い 22→11（偶然では説明しにくい、p=0.0034）。悪化 12問。新しい版の良い率は 37%（95%区間 22〜54%）。');
});

test('what chance can make claims nothing', () => {
  expect(sentence({ fixed: 5, broken: 1, same_good: 10, same_bad: 4 }).ja).toBe('20問中 良い 11→15（偶然でも起こりうる差、p=0.2188）。悪化 1問。新しい版の良い率は 75%（95%区間 53〜89%）。');
  expect(sentence({ fixed: 3, broken: 3, same_good: 4 }).ja).toContain('良い 7→7（偶然でも起こりうる差、p=1）');
});

test('all as before', () => {
  expect(sentence({ same_good: 20, same_bad: 10 })).toEqual({
    ja: '30問中 良い 20→20（良くなった質問も悪くなった質問もない）。悪化 0問。新しい版の良い率は 67%（95%区間 49〜81%）。',
    en: 'Good answers to 30 questions: 20 → 20 (no question got better or worse). Got worse: 0. The new version is good at 67% (95% interval 49 to 81%).',
  });
});

test('few or no judged questions say nothing, however clear they look', () => {
  expect(sentence({})).toEqual({ ja: 'まだ1問も判定されていません（全0問）。', en: 'No question is judged yet (of 0).' });
  expect(sentence({ unseen: 50 }).ja).toBe('まだ1問も判定されていません（全50問）。');
  expect(sentence({ fixed: 8, unseen: 42 })).toEqual({ ja: 'まだ8問しか判定されていません（全50問）。結果はまだ言えません。', en: 'Only 8 of 50 questions are judged yet. Nothing can be said so far.' });
  expect(sentence({ fixed: 9 })).toEqual({ ja: '9問しかないので、結果を言えません。', en: 'With only 9 questions, nothing can be said.' });
  // Judging begins with what was trained: the half that is judged says nothing of the other.
  expect(sentence({ fixed: 25, unseen: 25 }).ja).toBe('まだ25問しか判定されていません（全50問）。結果はまだ言えません。');
});

test('a few that nobody judged are told', () => {
  expect(sentence({ fixed: 10, same_good: 35, unseen: 5 }).ja).toMatch(/^45問中 良い 35→45（偶然では説明しにくい、p=0\.002）。.*未判定 5問。$/);
});
