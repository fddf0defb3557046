import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { ConnectionBanner } from '../features/shell/connection-banner';

interface Context {
  queryClient: QueryClient;
  /** What the pages of an address say: to be awaited before they are drawn. */
  loadTextsAt: (pathname: string) => Promise<void>;
}

export const Route = createRootRouteWithContext<Context>()({ component: Root });

function Root() {
  return (
    <>
      <ConnectionBanner />
      <Outlet />
    </>
  );
}
