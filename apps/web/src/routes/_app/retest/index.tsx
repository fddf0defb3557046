import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { PocFilter } from '../../../components/poc-filter';
import { Button } from '../../../components/ui/button';
import { Page, Panel } from '../../../components/ui/page';
import { SetList } from '../../../features/question-sets/set-list';
import { setPages } from '../../../features/question-sets/set-queries';
import { CircleGuide, type CircleStep } from '../../../features/retest/circle-guide';
import { CompareDialog } from '../../../features/retest/compare-dialog';
import { ComparisonList } from '../../../features/retest/comparison-list';
import { comparisonPages, openJudgements, resultPath, reviewPath } from '../../../features/retest/comparison-queries';
import { RunList } from '../../../features/runs/run-list';
import { runPages } from '../../../features/runs/run-queries';
import { trpc } from '../../../lib/api';
import { useTranslation } from '../../../lib/i18n';
import { numberParam } from '../../../lib/search-params';

const pocsQuery = trpc.pocs.list.queryOptions({});

export const Route = createFileRoute('/_app/retest/')({
  validateSearch: ({ poc, archived }) => {
    const pocId = numberParam(poc);
    return { ...(pocId !== undefined && { poc: pocId }), ...(archived === true && { archived }) };
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient, me }, deps: { poc, archived } }) =>
    Promise.all([
      queryClient.ensureQueryData(pocsQuery),
      queryClient.ensureInfiniteQueryData(comparisonPages(poc)),
      ...(me.role === 'admin' ? [queryClient.ensureInfiniteQueryData(setPages({ poc, archived })), queryClient.ensureInfiniteQueryData(setPages({ poc })), queryClient.ensureInfiniteQueryData(runPages(poc))] : []),
    ]),
  component: Retest,
});

function Retest() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const { poc } = Route.useSearch();
  const navigate = Route.useNavigate();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  return (
    <Page
      title={t('retest.title')}
      lead={t('retest.lead')}
      actions={
        <Button asChild className="max-md:h-10">
          <Link to="/improvements">{t('retest.ledger')}</Link>
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <PocFilter label={t('retest.poc')} all={t('retest.allPocs')} pocs={pocs} value={poc} onChange={(chosen) => void navigate({ search: chosen ? { poc: chosen } : {}, replace: true, resetScroll: false })} />
        {me.role === 'admin' ? (
          <AdminRetest />
        ) : (
          <Panel title={t('retest.comparisons')}>
            <ComparisonList poc={poc} />
          </Panel>
        )}
      </div>
    </Page>
  );
}

/** The whole circle: until there is a comparison, what to do first comes first. */
function AdminRetest() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const [isComparing, setIsComparing] = useState(false);
  const { poc, archived = false } = Route.useSearch();
  const { data: sets } = useSuspenseInfiniteQuery(setPages({ poc }));
  const { data: runs } = useSuspenseInfiniteQuery(runPages(poc));
  const { data: comparisons } = useSuspenseInfiniteQuery(comparisonPages(poc));
  const has = { sets: (sets.pages[0]?.length ?? 0) > 0, runs: (runs.pages[0]?.length ?? 0) > 0, comparisons: (comparisons.pages[0]?.length ?? 0) > 0 };
  const finished = runs.pages.flat().filter(({ state }) => state === 'done');
  const hasTwo = finished.some((one) => finished.some((other) => other.id !== one.id && other.set_id === one.set_id && other.set_version === one.set_version));
  const now: CircleStep = !has.sets ? 'set' : !hasTwo ? 'run' : 'compare';
  const newSet = (
    <Button asChild size="sm" variant={now === 'set' ? 'primary' : 'secondary'} className="max-md:h-10">
      <Link to="/retest/sets/new">{t('retest.newSet')}</Link>
    </Button>
  );
  const startRuns = (
    <Button asChild size="sm" variant={now === 'run' ? 'primary' : 'secondary'} className="max-md:h-10">
      <Link to="/retest/runs/new">{t('retest.startRuns')}</Link>
    </Button>
  );
  const compare = (
    <Button size="sm" variant={now === 'compare' && !has.comparisons ? 'primary' : 'secondary'} className="max-md:h-10" onClick={() => setIsComparing(true)}>
      {t('retest.compare')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-5">
      {has.comparisons ? (
        <Panel title={t('retest.comparisons')} actions={hasTwo && compare}>
          <ComparisonList poc={poc} />
        </Panel>
      ) : (
        <Panel title={t('retest.circle')}>
          <CircleGuide now={now} action={now === 'set' ? newSet : now === 'run' ? startRuns : compare} />
        </Panel>
      )}
      {(has.sets || archived) && (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Panel title={t('retest.runs')} actions={(has.comparisons || now !== 'run') && startRuns}>
            <RunList poc={poc} />
          </Panel>
          <Panel title={t(archived ? 'retest.archivedSets' : 'retest.sets')} actions={!archived && newSet}>
            <SetList poc={poc} archived={archived} />
            <p className="mt-4 text-sm">
              <Link to="/retest" search={{ ...(poc && { poc }), ...(!archived && { archived: true }) }} resetScroll={false} className="text-brand-ink underline underline-offset-4 max-md:inline-block max-md:py-2">
                {t(archived ? 'retest.showSets' : 'retest.showArchivedSets')}
              </Link>
            </p>
          </Panel>
        </div>
      )}
      <CompareDialog
        open={isComparing}
        onOpenChange={setIsComparing}
        onCompared={(comparison) => void navigate({ to: openJudgements(comparison) > 0 ? reviewPath(comparison) : resultPath(comparison) })}
      />
    </div>
  );
}
