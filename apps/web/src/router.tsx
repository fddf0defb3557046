import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { PageError, PageNotFound, PagePending } from './components/page-states';
import { apiKey } from './lib/api-key';
import { queryClient, trpc } from './lib/api';
import { initI18n } from './lib/i18n';
import { routeTree } from './routeTree.gen';

export const createAppRouter = (history?: RouterHistory) => {
  const router = createRouter({
    routeTree,
    basepath: '/app',
    context: { queryClient },
    defaultPreload: 'intent',
    // What is fresh is react-query's decision, not the router's.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 500,
    defaultPendingMinMs: 200,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: PageNotFound,
    defaultPendingComponent: PagePending,
    scrollRestoration: true,
    ...(history && { history }),
  });
  // A key that came, went or changed: nothing of the person before may stay, and the guards decide anew where to go.
  apiKey.subscribe(() => {
    queryClient.clear();
    void router.invalidate();
  });
  return router;
};

/** The pages that an address will show, as far as that is known before anything is asked: the guards of the routes decide. */
const pagesAt = (pathname: string) => {
  if (!apiKey.get()) return ['/sign-in'];
  return isLedHome(pathname) ? ['/pocs', '/pocs/1'] : [pathname];
};
const isLedHome = (pathname: string) => pathname === '/' || pathname === '/pocs';

/** Who it is that every page asks for, and the PoCs of which one is led to. A failure is told by the page that needs them. */
const fetchData = (pathname: string) => {
  if (!apiKey.get()) return;
  void queryClient.prefetchQuery(trpc.users.me.queryOptions({}));
  if (isLedHome(pathname)) void queryClient.prefetchQuery(trpc.pocs.list.queryOptions({}));
};

/** All that the page at this address is made of, asked for at once rather than one after the other. Answers when its texts are here. */
export const fetchPage = (router: ReturnType<typeof createAppRouter>): Promise<void> => {
  const { pathname } = router.latestLocation;
  fetchData(pathname);
  const routes = new Set(pagesAt(pathname).flatMap((page) => router.getMatchedRoutes(page)[0]));
  // One that cannot be fetched is told of when it is drawn.
  for (const route of routes) void router.loadRouteChunk(route);
  return initI18n(...[...routes].flatMap(({ options }) => options.staticData?.texts ?? []));
};

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
