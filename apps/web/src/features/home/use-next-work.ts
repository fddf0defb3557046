import type { PocOverview } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

interface Work {
  label: string;
  search: { poc: number; mine?: false; scope?: 'open' };
}
interface Waiting {
  pocId: number;
  /** How many of the reader's own answers are not judged; undefined while nobody knows. */
  own: number | undefined;
  attention: Pick<PocOverview['attention'], 'unevaluated' | 'needs_correction'>;
  isAdmin: boolean;
}

/** What the review has for somebody: one's own answers, for an admin then those of the others, and then what lacks its correct answer. Null: nothing. */
export const useNextWork = ({ pocId, own, attention, isAdmin }: Waiting): Work | null => {
  const { t } = useTranslation();
  const poc = pocId;
  if (own === undefined) return { label: t('home.continueSome'), search: { poc } };
  if (own > 0) return { label: t('home.continue', { count: formatNumber(own) }), search: { poc } };
  const whose = isAdmin ? { mine: false as const } : {};
  if (isAdmin && attention.unevaluated > 0) return { label: t('home.continueAll', { count: formatNumber(attention.unevaluated) }), search: { poc, ...whose } };
  if (attention.needs_correction > 0) return { label: t('home.continueCorrecting', { count: formatNumber(attention.needs_correction) }), search: { poc, ...whose, scope: 'open' } };
  return null;
};
