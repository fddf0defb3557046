import type { ReviewProgress } from '@llamune/contracts';
import { ErrorNotice } from '../../components/error-notice';
import { Gauge } from '../../components/ui/gauge';
import { Panel } from '../../components/ui/page';
import { SkeletonRows } from '../../components/ui/skeleton';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

type Counts = ReviewProgress['me'];
/** Those who are not among the first few today are in the log table. */
const mostPeople = 6;

export interface ProgressQuery {
  data: ReviewProgress | undefined;
  error: unknown;
  refetch: () => unknown;
}

/** What has been judged today and at all, by the reader and by everybody. */
export function ProgressPanel({ query: { data, error, refetch } }: { query: ProgressQuery }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.progress')}>
      {data ? (
        <div className="flex flex-col gap-5">
          <Share name={t('home.me')} counts={data.me} />
          <Share name={t('home.team')} counts={data.team} />
          {data.people.length > 1 && <People people={data.people.slice(0, mostPeople)} />}
        </div>
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows label={t('app.loading')} rows={2} />
      )}
    </Panel>
  );
}

function Share({ name, counts }: { name: string; counts: Counts }) {
  const { t } = useTranslation();
  const all = counts.evaluated + counts.unevaluated;
  return (
    <section aria-label={name} className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-sm font-medium">{name}</h3>
        <p className="text-sm">
          <span className="text-ink-faint">{t('home.today')} </span>
          <span className="font-semibold">{t('home.todayJudged', { count: formatNumber(counts.evaluated_today) })}</span>
          {counts.corrected_today > 0 && <span className="ml-2 text-ink-soft">{t('home.todayCorrected', { count: formatNumber(counts.corrected_today) })}</span>}
        </p>
      </div>
      <Gauge share={all === 0 ? 0 : counts.evaluated / all} />
      <p className="text-xs text-ink-faint">{t('home.allJudged', { evaluated: formatNumber(counts.evaluated), unevaluated: formatNumber(counts.unevaluated) })}</p>
    </section>
  );
}

function People({ people }: { people: ReviewProgress['people'] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('home.people')}>
      <h3 className="mb-1 text-sm font-medium">{t('home.people')}</h3>
      <ul className="divide-y text-sm">
        {people.map(({ user_id: id, username, evaluated_today: today, unevaluated }) => (
          <li key={id} className="flex items-baseline justify-between gap-3 py-1.5">
            <span className="min-w-0 truncate">{username}</span>
            <span className="shrink-0 text-ink-soft">{t('home.person', { today: formatNumber(today), unevaluated: formatNumber(unevaluated) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
