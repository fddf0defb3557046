import type { ComparisonResult } from '@llamune/contracts';
import type { RateMark } from '../../components/chart/rate-mark';
import { WhiskerChart } from '../../components/chart/whisker-chart';
import { ModelName } from '../../components/model-name';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { TraitLink } from './trait-link';
import { useNames } from './version-names';

/** How good each version is at the questions that both are judged on, with the interval in which it may as well lie. */
export function RateRows({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation();
  const { nameOf, rateOf, intervalOf } = useNames();
  const rows = (['baseline', 'candidate'] as const).map((side, id) => {
    const version = result.comparison[side];
    const { judged, good, good_rate: rate } = result[side];
    const counts = t('comparison.goodOf', { good: formatNumber(good), judged: formatNumber(judged) });
    const mark: RateMark | null = rate && { ...rate, count: judged, title: `${t(`comparison.${side}`)} ${nameOf(version)}`, facts: [t('comparison.rateIs', { rate: rateOf(rate), interval: intervalOf(rate) }), counts] };
    return {
      id,
      name: (
        <>
          <span className="block text-xs text-ink-faint">{t(`comparison.${side}`)}</span>
          <ModelName name={version.model_name} version={version.model_version} isDemo={version.model_is_demo} />
        </>
      ),
      figures: rate ? (
        <p className="text-right @xl:text-left">
          <span className="text-lg font-semibold">{rateOf(rate)}</span>
          <span className="ml-1 text-xs whitespace-nowrap text-ink-soft">
            <TraitLink comparisonId={result.comparison.id} trait={`good_${side}`} count={good} shown={counts} />
          </span>
          <span className="block text-xs text-ink-faint">{t('comparison.intervalShort', { interval: intervalOf(rate) })}</span>
        </p>
      ) : (
        <span className="text-ink-faint">{t('comparison.notJudged')}</span>
      ),
      mark,
    };
  });
  return (
    <>
      <WhiskerChart label={t('comparison.ratesTitle')} rows={rows} />
      <p className="mt-3 text-xs text-ink-faint">{t('comparison.ratesNote')}</p>
    </>
  );
}
