import { Sampling } from '@llamune/contracts';
import { useTranslation } from 'react-i18next';
import type { Fact } from './ui/facts';

type Name = keyof Sampling;
const names = Object.keys(Sampling.shape) as Name[];
const defaults = Sampling.parse({});

/** What differs from the greedy default, and always the length and the seed: the rest would only be noise. */
export const useSamplingFacts = (sampling: Sampling, all = false): Fact[] => {
  const { t } = useTranslation();
  return names
    .filter((name) => all || name === 'temperature' || name === 'max_tokens' || name === 'seed' || sampling[name] !== defaults[name])
    .map((name) => ({
      label: t(`sampling.${name}`),
      value: name === 'seed' && sampling.seed == null ? t('sampling.random') : name === 'temperature' && sampling.temperature === 0 ? t('sampling.greedy') : String(sampling[name]),
    }));
};
