import { createLlamuneClient, errorOf, type AppRouter } from '@llamune/contracts';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { apiKey } from './api-key';

export const client = createLlamuneClient({ url: window.location.origin, apiKey: apiKey.get });

/** A refused key means the sign-in page, whichever call met it. Calls outside react-query report here themselves. */
export const noticeRefusedKey = (error: unknown) => {
  if (errorOf(error)?.status === 401) apiKey.forget('refused');
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeRefusedKey }),
  mutationCache: new MutationCache({ onError: noticeRefusedKey }),
  defaultOptions: {
    queries: {
      // A closed network often looks "offline" to the browser while the server answers.
      networkMode: 'always',
      staleTime: 15_000,
      retry: (count, error) => count < 2 && (errorOf(error)?.status ?? 503) >= 500,
    },
    mutations: { networkMode: 'always' },
  },
});

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
