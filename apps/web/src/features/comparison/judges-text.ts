import type { ComparisonResult } from '@llamune/contracts';
import { formatList, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** So many fit into a line of the report. */
const named = 5;

/** Who has judged, and how much of it. */
export const useJudgesText = () => {
  const { t } = useTranslation();
  return (judges: ComparisonResult['judges']) => {
    if (judges.length === 0) return t('comparison.judgesNone');
    const names = judges.slice(0, named).map(({ username, pairs }) => t('comparison.judge', { name: username, count: formatNumber(pairs) }));
    return formatList(judges.length > named ? [...names, t('comparison.judgesMore', { count: formatNumber(judges.length - named) })] : names);
  };
};
