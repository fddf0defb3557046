import type { Comparison, User } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/ui/button';
import { Progress } from '../../components/ui/progress';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { nextQuery } from './comparison-queries';
import { WaiveSecond } from './waive-second';

/** How much is judged, what is left and for whom, and the way to go on with it. Nothing once all is done. */
export function JudgingState({ comparison, me }: { comparison: Comparison; me: User }) {
  const { t } = useTranslation();
  const mayJudge = me.role !== 'learner';
  const { data: next } = useQuery({ ...nextQuery(comparison.id), enabled: mayJudge });
  const { pairs, judged, second_wanted: secondWanted, second_judged: secondJudged, disagreed, decided } = comparison.progress;
  const waiting = { first: pairs - judged, second: secondWanted - secondJudged, lead: disagreed - decided };
  if (waiting.first + waiting.second + waiting.lead === 0) return null;
  return (
    <section aria-label={t('comparison.progress')} className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-lg border bg-surface p-4 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">{t('comparison.judgedOf', { judged: formatNumber(judged), pairs: formatNumber(pairs) })}</p>
        <Progress value={pairs === 0 ? 1 : judged / pairs} label={t('comparison.progress')} className="mt-1.5 max-w-md" />
        <ul className="mt-2 flex flex-wrap gap-x-5 text-sm text-ink-soft">
          {(['first', 'second', 'lead'] as const).map((role) => waiting[role] > 0 && <li key={role}>{t(`comparison.waiting.${role}`, { count: formatNumber(waiting[role]) })}</li>)}
        </ul>
      </div>
      {me.role === 'admin' && waiting.second > 0 && <WaiveSecond comparison={comparison} />}
      {next && (
        <Button asChild variant="primary" className="max-md:h-11 max-sm:w-full">
          <Link to="/retest/compare/$comparisonId/review" params={{ comparisonId: comparison.id }}>
            {t('comparison.judgeOn', { count: formatNumber(next.remaining) })}
          </Link>
        </Button>
      )}
      {next === null && <p className="text-sm text-ink-faint">{t('comparison.nothingForYou')}</p>}
    </section>
  );
}
