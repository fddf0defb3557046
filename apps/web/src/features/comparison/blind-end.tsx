import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { CenteredCard } from '../../components/centered-card';
import { Button } from '../../components/ui/button';
import { trpc } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { BlindQueue } from './use-blind-queue';

/** Nothing is left for this person: what was done, what others have to do, and the result. */
export function BlindEnd({ comparisonId, queue: { judged, skipped, backToSkipped } }: { comparisonId: number; queue: BlindQueue }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { data } = useQuery({ ...trpc.comparisons.get.queryOptions({ comparison_id: comparisonId }), staleTime: 0 });
  const waiting = data && {
    first: data.progress.pairs - data.progress.judged,
    second: data.progress.second_wanted - data.progress.second_judged,
    lead: data.progress.disagreed - data.progress.decided,
  };
  return (
    <CenteredCard>
      <h2 ref={heading} tabIndex={-1} className="text-xl outline-none">
        {t(judged.length > 0 ? 'comparison.endTitle' : 'comparison.nothingTitle')}
      </h2>
      <p className="mx-auto mt-2 max-w-[30em] text-balance text-ink-soft">{judged.length > 0 ? t('comparison.endBody', { count: formatNumber(judged.length) }) : t('comparison.nothingBody')}</p>
      {waiting && (
        <ul className="mt-3 text-sm text-ink-soft">
          {(['first', 'second', 'lead'] as const).map((role) => waiting[role] > 0 && <li key={role}>{t(`comparison.waiting.${role}`, { count: formatNumber(waiting[role]) })}</li>)}
        </ul>
      )}
      <div className="mt-6 flex flex-col items-stretch gap-2.5 sm:px-8">
        {skipped.length > 0 && (
          <Button variant="primary" onClick={backToSkipped} className="h-11">
            {t('comparison.backToSkipped', { count: formatNumber(skipped.length) })}
          </Button>
        )}
        <Button asChild variant={skipped.length > 0 ? 'secondary' : 'primary'} className="h-11">
          <Link to="/retest/compare/$comparisonId" params={{ comparisonId }}>
            {t('comparison.toResult')}
          </Link>
        </Button>
      </div>
    </CenteredCard>
  );
}
