import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { vi } from 'vitest';
import { fakeServer, type Handlers } from './fake-server';

/** The whole application at an address, with the real router, against a server that plays `handlers`. */
export const openApp = async (path: string, handlers: Handlers, { signedIn = true } = {}) => {
  // Each application is its own browser: what the modules remember (key, cache, drafts) must not outlive a test.
  vi.resetModules();
  vi.stubGlobal('fetch', fakeServer(handlers));
  vi.stubGlobal('scrollTo', () => {});
  if (signedIn) localStorage.setItem('llamune.api-key', 'llamune_test');
  const [{ createAppRouter }, { queryClient }, { initI18n }, { loadOverlays }, { Toaster }] = await Promise.all([import('../src/router'), import('../src/lib/api'), import('../src/lib/i18n'), import('../src/components/ui/overlays'), import('../src/components/ui/toaster')]);
  await Promise.all([initI18n(), loadOverlays()]);
  const history = createMemoryHistory({ initialEntries: [`/app${path}`] });
  const router = createAppRouter(history);
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Toaster />
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), address: () => history.location.href };
};
