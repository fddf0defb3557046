import { createRouter, type RouterHistory } from '@tanstack/react-router';
import { PageError, PageNotFound, PagePending } from './components/page-states';
import { apiKey } from './lib/api-key';
import { queryClient } from './lib/api';
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

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
