import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../../components/ui/page';
import { SkeletonRows } from '../../../components/ui/skeleton';
import { LogFilters } from '../../../features/logs/log-filters';
import { LogList } from '../../../features/logs/log-list';
import { isFiltered, logFilter, parseLogSearch } from '../../../features/logs/log-search';
import { trpc } from '../../../lib/api';
import { logPages } from '../../../lib/log-queries';

const pocsQuery = trpc.pocs.list.queryOptions({});
const modelsQuery = trpc.models.list.queryOptions({});

export const Route = createFileRoute('/_app/logs/')({
  validateSearch: parseLogSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, deps }) => {
    // The rows may come later than the filters: a search must not take the search box away.
    void queryClient.prefetchInfiniteQuery(logPages(logFilter(deps)));
    return Promise.all([queryClient.ensureQueryData(pocsQuery), queryClient.ensureQueryData(modelsQuery)]);
  },
  component: Logs,
});

function Logs() {
  const { t } = useTranslation();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  return (
    <Page title={t('logs.title')} lead={t('logs.lead')}>
      <LogFilters search={search} onChange={(next) => void navigate({ search: next, replace: true })} pocs={pocs} models={models} />
      <Suspense fallback={<SkeletonRows label={t('app.loading')} />}>
        <LogList filter={logFilter(search)} isFiltered={isFiltered(search)} showsUser={me.role === 'admin'} />
      </Suspense>
    </Page>
  );
}
