import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link, notFound } from '@tanstack/react-router';
import { toast } from '../../../../components/ui/toaster';
import { BackLink } from '../../../../components/ui/back-link';
import { Button } from '../../../../components/ui/button';
import { EmptyState } from '../../../../components/ui/empty-state';
import { Page, Panel } from '../../../../components/ui/page';
import { StartRunsForm } from '../../../../features/runs/start-runs-form';
import { trpc } from '../../../../lib/api';
import { useTranslation } from '../../../../lib/i18n';
import { numberParam } from '../../../../lib/search-params';

const setsQuery = { ...trpc.questionSets.list.queryOptions({}), staleTime: 0 };
const modelsQuery = { ...trpc.models.list.queryOptions({}), staleTime: 0 };
const pocsQuery = trpc.pocs.list.queryOptions({});

export const Route = createFileRoute('/_app/retest/runs/new')({
  validateSearch: ({ set }): { set?: number } => {
    const setId = numberParam(set);
    return setId === undefined ? {} : { set: setId };
  },
  beforeLoad: ({ context }) => {
    if (context.me.role !== 'admin') throw notFound();
  },
  loader: ({ context: { queryClient } }) => Promise.all([queryClient.fetchQuery(setsQuery), queryClient.fetchQuery(modelsQuery), queryClient.ensureQueryData(pocsQuery)]),
  component: NewRuns,
});

function NewRuns() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const { set } = Route.useSearch();
  const { data: sets } = useSuspenseQuery(setsQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  return (
    <Page title={t('runs.new')} lead={t('runs.newLead')} narrow above={<BackLink to="/retest">{t('retest.title')}</BackLink>}>
      {sets.length === 0 ? (
        <EmptyState
          action={
            <Button asChild variant="primary">
              <Link to="/retest/sets/new">{t('retest.newSet')}</Link>
            </Button>
          }
        >
          {t('runs.noSets')}
        </EmptyState>
      ) : models.length === 0 ? (
        <EmptyState>{t('runs.noModels')}</EmptyState>
      ) : (
        <Panel>
          <StartRunsForm
            sets={sets}
            models={models}
            pocs={pocs}
            setId={set}
            onStarted={(runs) => {
              toast(t('runs.started'));
              void (runs.length === 1 ? navigate({ to: '/retest/runs/$runId', params: { runId: runs[0]!.id } }) : navigate({ to: '/retest' }));
            }}
          />
        </Panel>
      )}
    </Page>
  );
}
