import type { Comparison } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ModelName } from '../../components/model-name';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { MoreButton } from '../../components/ui/more-button';
import { Progress } from '../../components/ui/progress';
import { formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { comparisonPages, openJudgements, resultPath, reviewPath } from './comparison-queries';

/** The comparisons of a PoC, or all, those that wait for a judgement first. */
export function ComparisonList({ poc }: { poc: number | undefined }) {
  const { t } = useTranslation();
  const pages = useSuspenseInfiniteQuery(comparisonPages(poc));
  const comparisons = pages.data.pages.flat().toSorted((a, b) => Number(openJudgements(b) > 0) - Number(openJudgements(a) > 0));
  if (comparisons.length === 0) return <p className="text-sm text-ink-soft">{t('retest.noComparisons')}</p>;
  return (
    <>
      <ul aria-label={t('retest.comparisons')} className="-my-4 divide-y">
        {comparisons.map((comparison) => (
          <Row key={comparison.id} comparison={comparison} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

function Row({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { set_name: set, set_version, baseline, candidate, created_at, created_by } = comparison;
  const isWaiting = openJudgements(comparison) > 0;
  const version = `${candidate.model_name} ${t('model.version', { version: candidate.model_version })}`;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-medium">{t('runs.title', { set, version: set_version })}</span>
          <Badge tone={isWaiting ? 'brand' : 'good'}>{t(isWaiting ? 'retest.isWaiting' : 'retest.isOver')}</Badge>
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm">
          <ModelName name={baseline.model_name} version={baseline.model_version} isDemo={baseline.model_is_demo} />
          <span aria-hidden className="text-ink-faint">
            →
          </span>
          <ModelName name={candidate.model_name} version={candidate.model_version} isDemo={candidate.model_is_demo} />
        </p>
        <p className="text-xs text-ink-faint">{t('retest.made', { date: formatDateTime(created_at), name: created_by })}</p>
      </div>
      <Judged comparison={comparison} />
      <div className="flex gap-2 max-md:*:h-10">
        {isWaiting && (
          <Button asChild variant="primary" size="sm">
            <Link to={reviewPath(comparison)} aria-label={t('retest.judgeName', { set, version })}>
              {t('retest.judge')}
            </Link>
          </Button>
        )}
        <Button asChild size="sm">
          <Link to={resultPath(comparison)} aria-label={t('retest.resultName', { set, version })}>
            {t('retest.result')}
          </Link>
        </Button>
      </div>
    </li>
  );
}

function Judged({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { pairs, judged, second_wanted, second_judged } = comparison.progress;
  const total = pairs + second_wanted;
  const done = judged + second_judged;
  const counts = { done: formatNumber(done), total: formatNumber(total) };
  return (
    <div className="w-full sm:w-56">
      <Progress value={total === 0 ? 1 : done / total} label={t('retest.progressName', { set: comparison.set_name })} className="w-full" />
      <p className="mt-1 text-xs text-ink-soft">{total === 0 ? t('retest.nothingToJudge') : t(done === total ? 'retest.judgedFully' : 'retest.judged', counts)}</p>
    </div>
  );
}
