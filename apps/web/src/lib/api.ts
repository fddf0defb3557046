import { errorOf } from '@llamune/contracts';
import { createTrpcClient, type AppRouter } from '@llamune/contracts/client-trpc';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { apiKey } from './api-key';
import { connection } from './connection';

export const client = createTrpcClient({ url: window.location.origin, apiKey: apiKey.get });

/** A refused key means the sign-in page, and no answer at all the search for the server, whichever call met it. Calls outside react-query report here themselves. */
export const noticeFailure = (error: unknown) => {
  if (errorOf(error)?.status === 401) apiKey.forget('refused');
  connection.notice(error);
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeFailure }),
  mutationCache: new MutationCache({ onError: noticeFailure }),
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

// Whatever failed meanwhile, and whatever others changed.
connection.onRecovered(() => void queryClient.invalidateQueries());

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
