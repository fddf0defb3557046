import type { Evaluation, PairChoice } from '@llamune/contracts';

/** What is said of a pair so far. */
export interface Verdict {
  choice: PairChoice | null;
  left: Evaluation | null;
  right: Evaluation | null;
  /** Put there by the page, as what is likely: it counts when a person says so. */
  isProposed: boolean;
}
export interface WholeVerdict {
  choice: PairChoice;
  left: Evaluation;
  right: Evaluation;
}
export type SideName = 'left' | 'right';
type Step = 'choice' | SideName | 'confirm';

export const noVerdict: Verdict = { choice: null, left: null, right: null, isProposed: false };
const isRated = ({ left, right }: Verdict) => left !== null && right !== null;

/** Another choice begins anew, but what was rated before any choice stays. Of two bad answers both are likely 間違い. */
export const choose = (verdict: Verdict, choice: PairChoice): Verdict => {
  const kept = verdict.choice === null && !verdict.isProposed ? verdict : noVerdict;
  if (choice === 'both_bad' && kept.left === null) return { choice, left: 3, right: 3, isProposed: true };
  return { ...kept, choice };
};

/** A is rated first, then B; when both are, or were proposed, A again. */
export const rate = (verdict: Verdict, evaluation: Evaluation): Verdict => {
  if (verdict.isProposed || verdict.left === null || isRated(verdict)) return { choice: verdict.choice, left: evaluation, right: null, isProposed: false };
  return { ...verdict, right: evaluation };
};
export const rateSide = (verdict: Verdict, side: SideName, evaluation: Evaluation): Verdict => ({ ...verdict, [side]: evaluation, isProposed: false });

/** One answer that both versions gave needs no choice. */
export const rateEqual = (evaluation: Evaluation): Verdict => ({ choice: evaluation === 3 ? 'both_bad' : 'same', left: evaluation, right: evaluation, isProposed: false });

/** One step back in this pair. */
export const stepBack = (verdict: Verdict): Verdict => {
  if (verdict.isProposed) return noVerdict;
  if (verdict.right !== null) return { ...verdict, right: null };
  if (verdict.left !== null) return { ...verdict, left: null };
  return noVerdict;
};

/** The choice and the ratings say different things: probably a slip. */
export const contradicts = ({ choice, left, right }: WholeVerdict) => {
  if (choice === 'left') return left > right;
  if (choice === 'right') return right > left;
  if (choice === 'both_bad') return left === 1 || right === 1;
  return left !== right;
};

export const wholeOf = ({ choice, left, right }: Verdict): WholeVerdict | null => (choice && left && right ? { choice, left, right } : null);

/** What is asked for now. */
export const stepOf = (verdict: Verdict): Step => {
  if (verdict.choice === null) return 'choice';
  if (verdict.left === null) return 'left';
  return verdict.right === null ? 'right' : 'confirm';
};

/** Whether it is saved at once: nothing is missing, and nothing has to be looked at again. */
export const isSettled = (verdict: Verdict) => {
  const whole = wholeOf(verdict);
  return whole !== null && !verdict.isProposed && !contradicts(whole);
};
