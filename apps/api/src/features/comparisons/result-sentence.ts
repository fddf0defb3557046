import { rateOf } from '../../statistics/wilson.js';
import type { Outcomes } from './comparison-result.js';

/** Fewer judged questions than this say nothing, whatever they say. */
const fewest = 10;
/** Judging begins with what was trained: before most is judged, the rest would look better or worse. */
const mostOf = 0.8;
const significant = 0.05;

/** The result in words that a person can sign: counts, doubt, and no claim where there is none. */
export const sentenceOf = (outcomes: Outcomes, p: number): { ja: string; en: string } => {
  const { questions, unseen, fixed, broken } = outcomes;
  const judged = questions - unseen;
  if (judged === 0) return { ja: `まだ1問も判定されていません（全${questions}問）。`, en: `No question is judged yet (of ${questions}).` };
  if (judged < fewest && unseen === 0) return { ja: `${judged}問しかないので、結果を言えません。`, en: `With only ${count(judged, 'question')}, nothing can be said.` };
  if (judged < fewest || judged < mostOf * questions)
    return { ja: `まだ${judged}問しか判定されていません（全${questions}問）。結果はまだ言えません。`, en: `Only ${judged} of ${questions} questions ${judged === 1 ? 'is' : 'are'} judged yet. Nothing can be said so far.` };
  const good = goodOf(outcomes);
  const doubt = fixed + broken === 0 ? unchanged : p < significant ? hardToExplain : byChance;
  const { rate, low, high } = rateOf(good.candidate, judged);
  return {
    ja: `${judged}問中 良い ${good.baseline}→${good.candidate}（${doubt.ja}${tail(fixed + broken, '、', p)}）。悪化 ${broken}問。新しい版の良い率は ${percent(rate)}%（95%区間 ${percent(low)}〜${percent(high)}%）。${unseen > 0 ? `未判定 ${unseen}問。` : ''}`,
    en: `Good answers to ${judged} questions: ${good.baseline} → ${good.candidate} (${doubt.en}${tail(fixed + broken, ', ', p)}). Got worse: ${broken}. The new version is good at ${percent(rate)}% (95% interval ${percent(low)} to ${percent(high)}%).${unseen > 0 ? ` Not judged: ${unseen}.` : ''}`,
  };
};

/** 良い before and after, of the questions that both versions are judged on. */
export const goodOf = ({ same_good, fixed, broken }: Outcomes) => ({ baseline: same_good + broken, candidate: same_good + fixed });

const unchanged = { ja: '良くなった質問も悪くなった質問もない', en: 'no question got better or worse' };
const hardToExplain = { ja: '偶然では説明しにくい', en: 'hard to explain by chance' };
const byChance = { ja: '偶然でも起こりうる差', en: 'a difference that chance can make' };

const tail = (changed: number, comma: string, p: number) => (changed === 0 ? '' : `${comma}${p < 0.0001 ? 'p<0.0001' : `p=${Number(p.toFixed(4))}`}`);
const percent = (share: number) => Math.round(share * 100);
const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
