import type { ComparisonResult } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** How far two people who judged the same agree, in words and in figures. */
export const useAgreementText = () => {
  const { t } = useTranslation();
  return ({ agreement: { pairs, agreed, kappa, words } }: ComparisonResult) => {
    if (pairs === 0) return t('comparison.agreementNone');
    const counts = t('comparison.agreementCounts', { pairs: formatNumber(pairs), agreed: formatNumber(agreed) });
    return kappa === null || words === null ? counts : `${counts}${t('comparison.agreementKappa', { words: t(`comparison.kappa.${words}`), kappa: kappa.toFixed(2) })}`;
  };
};
