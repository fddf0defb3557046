import type { ComparisonResult } from '@llamune/contracts';

type Group = ComparisonResult['groups'][number];
/** Of fewer judged questions nothing can be said. */
const fewest = 5;

/**
 * Whether the new version understood what it was trained on, as far as can be told. A difference is one only where the intervals of the
 * two shares do not meet: with few questions they nearly always do.
 */
export const understandingOf = (groups: readonly Group[]) => {
  const find = (name: Group['group']) => groups.find(({ group }) => group === name);
  const [trained, paraphrase, nearMiss] = [find('trained'), find('paraphrase'), find('near_miss')];
  if (!trained && !paraphrase && !nearMiss) return 'nothingTrained';
  if (nearMiss && nearMiss.candidate.judged >= fewest && nearMiss.broken >= fewest && nearMiss.broken > nearMiss.fixed) return 'nearMissBroken';
  const rateOf = (group: Group | undefined) => (group && group.candidate.judged >= fewest ? group.candidate.good_rate : null);
  const [known, reworded] = [rateOf(trained), rateOf(paraphrase)];
  if (!known || !reworded) return 'tooFew';
  return reworded.high < known.low ? 'memorised' : 'understood';
};
