import type { Comparison, Rate } from '@llamune/contracts';
import { formatPercent } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

export type Version = Comparison['baseline'];

/** How versions and shares are written. */
export const useNames = () => {
  const { t } = useTranslation();
  return {
    nameOf: ({ model_name, model_version }: Pick<Version, 'model_name' | 'model_version'>) => `${model_name} ${t('model.version', { version: model_version })}`,
    rateOf: ({ rate }: Rate) => formatPercent(rate),
    intervalOf: ({ low, high }: Rate) => t('comparison.interval', { low: Math.round(low * 100), high: Math.round(high * 100) }),
  };
};
