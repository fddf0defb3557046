import type { PocOverview } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useRateTexts } from './rate-texts';

type Counts = PocOverview['counts'];

/** Judgements below which a share says little. */
const few = 10;

export const evaluatedOf = ({ good, fair, bad }: Pick<Counts, 'good' | 'fair' | 'bad'>) => good + fair + bad;

/** The state of a PoC in one calm sentence. */
export function Headline({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const texts = useRateTexts();
  const [total, evaluated] = [counts.total, evaluatedOf(counts)];
  const sentence =
    total === 0 ? t('home.headlineEmpty') : counts.good_rate ? t('home.headline', { total: formatNumber(total), evaluated: formatNumber(evaluated), ...texts(counts.good_rate) }) : t('home.headlineNone', { total: formatNumber(total) });
  return (
    <p className="max-w-[44em] text-lg text-balance">
      {sentence}
      {evaluated > 0 && evaluated < few && <span className="block text-sm text-ink-soft">{t('home.few')}</span>}
    </p>
  );
}
