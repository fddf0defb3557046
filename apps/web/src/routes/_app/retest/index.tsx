import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { useState } from 'react';
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
import { useTranslation } from '../../../lib/i18n';

export const Route = createFileRoute('/_app/retest/')({
  loader: ({ context: { queryClient, me } }) =>
    Promise.all([queryClient.ensureInfiniteQueryData(comparisonPages), ...(me.role === 'admin' ? [queryClient.ensureInfiniteQueryData(setPages), queryClient.ensureInfiniteQueryData(runPages)] : [])]),
  component: Retest,
});

function Retest() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const isAdmin = me.role === 'admin';
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
      {isAdmin ? (
        <AdminRetest />
      ) : (
        <Panel title={t('retest.comparisons')}>
          <ComparisonList />
        </Panel>
      )}
    </Page>
  );
}

/** The whole circle: until there is a comparison, what to do first comes first. */
function AdminRetest() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const [isComparing, setIsComparing] = useState(false);
  const { data: sets } = useSuspenseInfiniteQuery(setPages);
  const { data: runs } = useSuspenseInfiniteQuery(runPages);
  const { data: comparisons } = useSuspenseInfiniteQuery(comparisonPages);
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
          <ComparisonList />
        </Panel>
      ) : (
        <Panel title={t('retest.circle')}>
          <CircleGuide now={now} action={now === 'set' ? newSet : now === 'run' ? startRuns : compare} />
        </Panel>
      )}
      {has.sets && (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Panel title={t('retest.runs')} actions={(has.comparisons || now !== 'run') && startRuns}>
            <RunList />
          </Panel>
          <Panel title={t('retest.sets')} actions={newSet}>
            <SetList />
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
