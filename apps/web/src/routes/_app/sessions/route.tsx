import { createFileRoute, Outlet, retainSearchParams, useMatchRoute, useNavigate } from '@tanstack/react-router';
import { sessionPages } from '../../../features/sessions/session-queries';
import { parseSessionSearch, sessionFilter, sessionSearchNames, type SessionSearch } from '../../../features/sessions/session-search';
import { SessionBrowser } from '../../../features/sessions/session-browser';
import { cn } from '../../../lib/cn';
import { says } from '../../../lib/says';

export const Route = createFileRoute('/_app/sessions')({
  ...says('sessions'),
  validateSearch: parseSessionSearch,
  search: { middlewares: [retainSearchParams<SessionSearch>(sessionSearchNames)] },
  loaderDeps: ({ search }) => search,
  // The open session must not wait for the list beside it.
  loader: ({ context: { queryClient }, deps }) => void queryClient.prefetchInfiniteQuery(sessionPages(sessionFilter(deps))),
  component: Sessions,
});

/** The list beside the open session; where there is no room for both, each is a page of its own. */
function Sessions() {
  const search = Route.useSearch();
  // Of the page that is open, not of this route above it.
  const navigate = useNavigate();
  const { me } = Route.useRouteContext();
  const isPage = useMatchRoute()({ to: '/sessions' }) !== false;
  return (
    <div className="min-[1100px]:grid min-[1100px]:grid-cols-[300px_minmax(0,1fr)] min-[1500px]:grid-cols-[340px_minmax(0,1fr)]">
      <div className={cn('flex-col min-[1100px]:sticky min-[1100px]:top-(--top) min-[1100px]:flex min-[1100px]:h-[calc(100dvh-var(--top))] min-[1100px]:border-r', isPage ? 'flex' : 'hidden')}>
        <SessionBrowser me={me} search={search} onSearch={(next) => void navigate({ to: '.', search: next, replace: true })} isPage={isPage} />
      </div>
      <div className={isPage ? 'hidden min-[1100px]:block' : 'min-w-0'}>
        <Outlet />
      </div>
    </div>
  );
}
