import type { BlindPair, Comparison, ComparisonItem, ComparisonResult, JudgedPair } from '@llamune/contracts';
import { aUser, refuse, type Handlers } from './fake-server';

const version = (run_id: number, model_version: number) => ({ run_id, model_id: run_id, model_name: 'keiri', model_version, model_is_demo: false });
const aComparison = (progress: Partial<Comparison['progress']> = {}): Comparison => ({
  id: 7,
  poc_id: 1,
  set_id: 3,
  set_name: '経費の基本',
  set_version: 2,
  baseline: version(11, 1),
  candidate: version(12, 2),
  second_percent: 0,
  created_at: '2026-01-31T09:00:00.000Z',
  created_by: '管理 太郎',
  progress: { pairs: 3, judged: 0, second_wanted: 0, second_judged: 0, disagreed: 0, decided: 0, carried: 0, ...progress },
});
export const aPair = (pair: Partial<BlindPair> & Pick<BlindPair, 'pair_id'>): BlindPair => ({
  role: 'first',
  question: `質問${pair.pair_id}`,
  expected_answer: `正解は${pair.pair_id}です。`,
  topic: null,
  left: `左の回答${pair.pair_id}`,
  right: `右の回答${pair.pair_id}`,
  remaining: 1,
  earlier: [],
  ...pair,
});

export type Judge = Pick<BlindPair, 'pair_id'> & { role: string; choice: string; left_evaluation: JudgedPair['baseline_evaluation']; right_evaluation: JudgedPair['baseline_evaluation'] };
/** Gives out what nobody has judged yet, in order; the odd pairs have the new version on the left. */
export const blindServer = (pairs: BlindPair[], more: Handlers = {}) => {
  const judged: Judge[] = [];
  const open = () => pairs.filter(({ pair_id }) => !judged.some((one) => one.pair_id === pair_id));
  const handlers: Handlers = {
    'users.me': () => aUser(),
    'comparisons.get': () => aComparison({ pairs: pairs.length, judged: pairs.length - open().length }),
    'comparisons.next': ({ skip }: { skip: number[] }) => {
      const [next] = open().filter(({ pair_id }) => !skip.includes(pair_id));
      return next ? { ...next, remaining: open().length } : null;
    },
    'comparisons.pair': ({ pair_id }: { pair_id: number }) => ({ ...pairs.find((pair) => pair.pair_id === pair_id)!, remaining: open().length }),
    'comparisons.judge': (input: Judge): JudgedPair => {
      const pair = pairs.find(({ pair_id }) => pair_id === input.pair_id);
      if (!pair) throw refuse('NOT_FOUND');
      judged.push(input);
      const isNewLeft = input.pair_id % 2 === 1;
      const [candidate, baseline] = isNewLeft ? [input.left_evaluation, input.right_evaluation] : [input.right_evaluation, input.left_evaluation];
      return { pair_id: input.pair_id, left_is: pair.right === null ? 'both' : isNewLeft ? 'candidate' : 'baseline', baseline_evaluation: baseline, candidate_evaluation: candidate, verified_log_id: null };
    },
    ...more,
  };
  return { handlers, judged };
};

const side = (good: number, judged: number) => ({ judged, good, good_rate: judged === 0 ? null : { rate: good / judged, low: Math.max(0, good / judged - 0.2), high: Math.min(1, good / judged + 0.2) } });
const counts = { questions: 20, fixed: 9, broken: 1, same_good: 5, same_bad: 3, unseen: 2 };
const none = { questions: 0, fixed: 0, broken: 0, same_good: 0, same_bad: 0, unseen: 0 };
export const aResult = (result: Partial<ComparisonResult> = {}): ComparisonResult => ({
  comparison: aComparison({ pairs: 20, judged: 18, second_wanted: 4, second_judged: 4, disagreed: 1, decided: 0, carried: 2 }),
  outcomes: counts,
  baseline: side(6, 18),
  candidate: side(14, 18),
  p: 0.0215,
  sentence: { ja: '18問中 良い 6→14（偶然では説明しにくい、p=0.0215）。悪化 1問。', en: 'Good answers to 18 questions: 6 → 14.' },
  groups: [
    { ...none, questions: 8, fixed: 6, same_good: 2, group: 'trained', baseline: side(2, 8), candidate: side(8, 8) },
    { ...none, questions: 12, fixed: 3, broken: 1, same_good: 3, same_bad: 3, unseen: 2, group: 'other', baseline: side(4, 10), candidate: side(6, 10) },
  ],
  topics: [
    { ...none, questions: 12, fixed: 6, broken: 1, same_good: 3, same_bad: 2, topic: '交際費', baseline: side(4, 12), candidate: side(9, 12) },
    { ...none, questions: 8, fixed: 3, same_good: 2, same_bad: 1, unseen: 2, topic: null, baseline: side(2, 6), candidate: side(5, 6) },
  ],
  preferences: { candidate: 10, baseline: 2, same: 4, both_bad: 2 },
  unsteady: { baseline: 1, candidate: 0 },
  judges: [{ username: '佐藤 美咲', pairs: 14 }, { username: '田中 健', pairs: 8 }],
  agreement: { pairs: 4, agreed: 3, kappa: 0.66, words: 'substantial' },
  ...result,
});

const anAnswered = (answer: string, evaluation: 1 | 2 | 3) => ({ answer, evaluation, carried: false, repeats: 1, good: evaluation === 1 ? 1 : 0 });
export const anItem = (item: Partial<ComparisonItem> & Pick<ComparisonItem, 'question_id'>): ComparisonItem => ({
  question: `質問${item.question_id}`,
  expected_answer: '上限は1万円です。',
  topic: '交際費',
  kind: 'question',
  group: 'other',
  outcome: 'broken',
  log_id: 44,
  baseline: anAnswered('上限は1万円です。', 1),
  candidate: anAnswered('上限は5千円です。', 3),
  ...item,
});
