import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/ui/button';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { CenteredCard } from '../../components/centered-card';
import { minutesOf, sprints, type Sprint } from './sprint';

const MORE_MINUTES = 5;

/** The end of the fifteen minutes: what came of them, and that it may be enough. */
export function SprintCard({ sprint, left }: { sprint: Sprint; left: number }) {
  const { t } = useTranslation();
  const minutes = minutesOf(sprint);
  const perMinute = minutes < 0.5 ? null : sprint.judged.length / minutes;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <CenteredCard>
      <h2 ref={heading} tabIndex={-1} className="text-xl outline-none">
        {t('review.wellDone')}
      </h2>
      <p className="mt-1 text-ink-soft">{t('review.wellDoneLead', { minutes: Math.max(1, Math.round(minutes)) })}</p>
      <dl className="mt-6 grid grid-cols-3 gap-3">
        <Figure label={t('review.judged')} value={formatNumber(sprint.judged.length)} />
        <Figure label={t('review.corrected')} value={formatNumber(sprint.corrected.length)} />
        <Figure label={t('review.perMinute')} value={perMinute === null ? '–' : perMinute.toFixed(1)} />
      </dl>
      <p className="mt-4 text-sm text-ink-faint">{left === 0 ? t('review.nothingLeft') : t('review.leftForLater', { count: formatNumber(left) })}</p>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        <Button asChild variant="primary" className="h-11 px-5">
          <Link to="/" onClick={sprints.stop}>
            {t('review.enough')}
          </Link>
        </Button>
        {left > 0 && (
          <Button onClick={() => sprints.extend(MORE_MINUTES)} className="h-11 px-5">
            {t('review.fiveMore')}
          </Button>
        )}
      </div>
    </CenteredCard>
  );
}

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div className="flex flex-col-reverse rounded-md bg-sunken px-2 py-3">
    <dt className="text-xs text-ink-soft">{label}</dt>
    <dd className="text-xl font-semibold">{value}</dd>
  </div>
);
