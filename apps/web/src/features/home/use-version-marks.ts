import type { PocOverview } from '@llamune/contracts';
import { fewerIsFew, type RateMark } from '../../components/chart/rate-mark';
import { formatDay, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { evaluatedOf } from './headline';
import { useRateTexts } from './rate-texts';

type Version = PocOverview['versions'][number];
type Week = PocOverview['weeks'][number];

/** What the marks of the charts stand for, in words. */
export const useVersionMarks = () => {
  const { t } = useTranslation();
  const textsOf = useRateTexts();
  const nameOf = ({ model_name, model_version }: Pick<Version, 'model_name' | 'model_version'>) => `${model_name} ${t('model.version', { version: model_version })}`;
  const fewOf = (count: number) => (count < fewerIsFew ? [t('home.markFew')] : []);
  const markOf = (version: Version): RateMark | null => {
    const { good_rate: rate, good, fair, bad, unevaluated } = version;
    if (!rate) return null;
    const count = evaluatedOf(version);
    const counts = t('home.markCounts', { evaluated: formatNumber(count), good: formatNumber(good), fair: formatNumber(fair), bad: formatNumber(bad) });
    const open = unevaluated > 0 ? [t('home.markUnevaluated', { count: formatNumber(unevaluated) })] : [];
    return { ...rate, count, title: nameOf(version), facts: [t('home.markRate', textsOf(rate)), counts, ...open, ...fewOf(count)] };
  };
  const weekMark = ({ week, good, evaluated, good_rate: rate }: Week): RateMark => ({
    ...rate,
    count: evaluated,
    title: t('home.weekOf', { day: formatDay(week) }),
    facts: [t('home.markRate', textsOf(rate)), t('home.markGood', { evaluated: formatNumber(evaluated), good: formatNumber(good) }), ...fewOf(evaluated)],
  });
  return { markOf, weekMark, nameOf, textsOf };
};
