import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { parseLogSearch } from '../../../features/logs/log-search';
import { LogsPage } from '../../../features/logs/logs-page';
import { listQuery } from '../../../features/logs/row-queries';
import { trpc } from '../../../lib/api';

const pocsQuery = trpc.pocs.list.queryOptions({});
const modelsQuery = trpc.models.list.queryOptions({});
const usersQuery = trpc.users.list.queryOptions({});

export const Route = createFileRoute('/_app/logs/')({
  validateSearch: parseLogSearch,
  // The rows may come later than the conditions: a search must not take the search box away.
  loader: ({ context: { queryClient, me }, cause, location }) => {
    if (cause === 'enter') void queryClient.prefetchQuery(listQuery(parseLogSearch(location.search)));
    void queryClient.prefetchQuery(trpc.views.list.queryOptions({}));
    if (me.role === 'admin') void queryClient.prefetchQuery(usersQuery);
    return Promise.all([queryClient.ensureQueryData(pocsQuery), queryClient.ensureQueryData(modelsQuery)]);
  },
  component: Logs,
});

function Logs() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  const { data: users = [] } = useQuery({ ...usersQuery, enabled: me.role === 'admin' });
  return <LogsPage me={me} search={search} onSearch={(next) => void navigate({ search: next, replace: true })} choices={{ pocs, models, users: me.role === 'admin' ? users : null }} />;
}
