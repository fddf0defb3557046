import type { PocOverview as WireOverview } from '@llamune/contracts';
import { rateOf, rateOrNull } from '../../statistics/wilson.js';
import type { Overview } from './poc-overview.js';
import { pocToWire } from './poc-wire.js';

const mostVersions = 50;

type Version = Overview['versions'][number];
type Count = { [Name in keyof Version]: Version[Name] extends number ? Name : never }[keyof Version];

export const overviewToWire = ({ poc, versions, weeks }: Overview): WireOverview => {
  const sum = (name: Count) => versions.reduce((total, version) => total + version[name], 0);
  const shown = versions.slice(-mostVersions);
  const shownIds = new Set(shown.map(({ modelId }) => modelId));
  return {
    poc: pocToWire(poc),
    counts: {
      total: sum('total'),
      ...verdictsOf({ good: sum('good'), fair: sum('fair'), bad: sum('bad'), unevaluated: sum('unevaluated') }),
      needs_correction: sum('needsCorrection'),
      corrected: sum('fair') + sum('bad') - sum('needsCorrection'),
      trained: sum('trained'),
      verified: sum('verified'),
    },
    attention: { unevaluated: sum('openUnevaluated'), needs_correction: sum('openNeedsCorrection'), high_priority: sum('openHighPriority'), failed: sum('openFailed') },
    versions: shown.map((version) => ({
      model_id: version.modelId,
      model_name: version.modelName,
      model_version: version.modelVersion,
      model_is_demo: version.isDemo,
      first_asked_at: version.firstAskedAt.toISOString(),
      last_asked_at: version.lastAskedAt.toISOString(),
      ...verdictsOf(version),
    })),
    weeks: weeks.filter(({ modelId }) => shownIds.has(modelId)).map(({ week, modelId, good, evaluated }) => ({ week, model_id: modelId, good, evaluated, good_rate: rateOf(good, evaluated) })),
  };
};

const verdictsOf = ({ good, fair, bad, unevaluated }: Pick<Version, 'good' | 'fair' | 'bad' | 'unevaluated'>) => ({
  good,
  fair,
  bad,
  unevaluated,
  good_rate: rateOrNull(good, good + fair + bad),
});
