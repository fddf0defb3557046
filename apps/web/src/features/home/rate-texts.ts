import type { Rate } from '@llamune/contracts';
import { formatPercent } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** A share and its interval as they are written. */
export const useRateTexts = () => {
  const { t } = useTranslation();
  return ({ rate, low, high }: Rate) => ({ rate: formatPercent(rate), interval: t('home.interval', { low: Math.round(low * 100), high: Math.round(high * 100) }) });
};
