/** `count` answers that the first judge gave `first` and the second one `second`. */
export interface Agreement {
  first: number;
  second: number;
  count: number;
}

/**
 * How far two judges agree beyond chance (Cohen 1960, Educational and Psychological Measurement 20:37): 1 always, 0 as by chance. Null where it is not
 * defined: nothing was judged twice, or both gave everything the same one value, so that chance alone explains it all.
 */
export const cohenKappa = (cells: Agreement[]): number | null => {
  const sum = (which: (cell: Agreement) => boolean) => cells.filter(which).reduce((total, { count }) => total + count, 0);
  const all = sum(() => true);
  const values = new Set(cells.flatMap(({ first, second }) => [first, second]));
  // In whole numbers up to the division, so that "never by chance" is exactly zero.
  const observed = sum(({ first, second }) => first === second) * all;
  const byChance = [...values].reduce((total, value) => total + sum(({ first }) => first === value) * sum(({ second }) => second === value), 0);
  return byChance === all * all ? null : (observed - byChance) / (all * all - byChance);
};

/** What Landis and Koch 1977 (Biometrics 33:159) call such a kappa. */
export const kappaWords = (kappa: number) => {
  if (kappa < 0) return 'poor';
  if (kappa <= 0.2) return 'slight';
  if (kappa <= 0.4) return 'fair';
  if (kappa <= 0.6) return 'moderate';
  if (kappa <= 0.8) return 'substantial';
  return 'almost_perfect';
};
