import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { ModelName } from '../../../../components/model-name';
import { BackLink } from '../../../../components/ui/back-link';
import { Segments } from '../../../../components/ui/choice';
import { Page, Panel } from '../../../../components/ui/page';
import { parseAnswerSearch } from '../../../../features/runs/answer-search';
import { NarrowedTo } from '../../../../features/runs/narrowed-to';
import { AnswerList } from '../../../../features/runs/answer-list';
import { MadeBy } from '../../../../features/runs/made-by';
import { RunFacts } from '../../../../features/runs/run-facts';
import { RunPanel } from '../../../../features/runs/run-panel';
import { runQuery } from '../../../../features/runs/run-queries';
import { useTranslation } from '../../../../lib/i18n';
import { idParam } from '../../../../lib/id-param';

export const Route = createFileRoute('/_app/retest/runs/$runId')({
  params: idParam('runId'),
  validateSearch: parseAnswerSearch,
  loader: ({ context: { queryClient }, params: { runId } }) => queryClient.ensureQueryData(runQuery(runId)),
  component: RunPage,
});

function RunPage() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const search = Route.useSearch();
  const { data: run } = useSuspenseQuery(runQuery(Route.useParams().runId));
  return (
    <Page
      title={t('runs.title', { set: run.set_name, version: run.set_version })}
      lead={<ModelName name={run.model_name} version={run.model_version} isDemo={run.model_is_demo} />}
      above={<BackLink to="/retest">{t('retest.title')}</BackLink>}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_380px]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title={t('runs.progress')}>
            <RunPanel run={run} isAdmin={me.role === 'admin'} />
          </Panel>
          <Panel
            title={t('runs.answers')}
            actions={
              <Segments
                label={t('runs.show')}
                value={search.failed ? 'failed' : 'all'}
                options={[
                  { value: 'all', label: t('runs.all') },
                  { value: 'failed', label: t('runs.onlyFailed') },
                ]}
                onChange={(shown) => void navigate({ search: shown === 'failed' ? { failed: true } : {}, replace: true, resetScroll: false })}
              />
            }
          >
            <NarrowedTo search={search} onShowAll={() => void navigate({ search: {}, replace: true, resetScroll: false })} />
            <AnswerList run={run} search={search} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title={t('runs.madeBy')}>
            <MadeBy madeBy={run.made_by} />
          </Panel>
          <Panel title={t('runs.conditions')}>
            <RunFacts run={run} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}
