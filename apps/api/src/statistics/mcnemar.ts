/**
 * The exact two-sided p of McNemar's test (McNemar 1947, Psychometrika 12:153; the exact form: Agresti, Categorical Data Analysis, 2nd ed., 10.1.1): if the
 * two versions were equally good, a question that changed would be as likely to have become better as worse. Twice the smaller tail of the binomial
 * distribution of n changes with probability 1/2, never more than 1. Questions that did not change say nothing.
 */
export const exactMcNemar = (fixed: number, broken: number): number => {
  const [less, all] = [Math.min(fixed, broken), fixed + broken];
  // By logarithms: 2^-n is 0 in floating point from n = 1075 on, where the tail itself need not be.
  let term = -all * Math.LN2;
  let tail = Math.exp(term);
  for (let changes = 1; changes <= less; changes++) {
    term += Math.log((all - changes + 1) / changes);
    tail += Math.exp(term);
  }
  return Math.min(1, 2 * tail);
};
