import type { Rate } from '@llamune/contracts';
import type { HeatCell } from '../../components/chart/heat-map';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useNames } from './version-names';

export interface Share {
  judged: number;
  good: number;
  good_rate: Rate | null;
}

/** A share of a table, with what it was counted from. */
export const useShareCell = () => {
  const { t } = useTranslation();
  const { rateOf } = useNames();
  return ({ judged, good, good_rate: rate }: Share): HeatCell =>
    rate ? { share: rate.rate, text: rateOf(rate), note: t('comparison.of', { good: formatNumber(good), judged: formatNumber(judged) }) } : { share: null, text: t('comparison.notJudgedShort') };
};
