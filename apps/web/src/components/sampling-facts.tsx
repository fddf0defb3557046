import { samplingDefaults, type Sampling } from '@llamune/contracts';
import { useTranslation } from '../lib/i18n';
import type { Fact } from './ui/facts';

type Name = keyof Sampling;
const names = Object.keys(samplingDefaults) as Name[];

/** What differs from the greedy default, and always the length and the seed: the rest would only be noise. */
export const useSamplingFacts = (sampling: Sampling, all = false): Fact[] => {
  const { t } = useTranslation();
  return names
    .filter((name) => all || name === 'temperature' || name === 'max_tokens' || name === 'seed' || sampling[name] !== samplingDefaults[name])
    .map((name) => ({
      label: t(`sampling.${name}`),
      value: name === 'seed' && sampling.seed == null ? t('sampling.random') : name === 'temperature' && sampling.temperature === 0 ? t('sampling.greedy') : String(sampling[name]),
    }));
};
