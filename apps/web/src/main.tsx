import { errorOf } from '@llamune/contracts';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Toaster } from './components/ui/toaster';
import { queryClient } from './lib/api';
import { watchAppVersion } from './lib/app-version';
import { watchNetwork } from './lib/connection';
// Also the pages that do not offer the choice follow the system.
import './lib/theme';
import { createAppRouter, fetchPage } from './router';
import './styles.css';

const start = async () => {
  watchNetwork();
  watchAppVersion();
  const router = createAppRouter();
  await fetchPage(router);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  // What the server refuses is said on the page; the console is for defects.
  createRoot(root, { onCaughtError: (error) => errorOf(error) ?? console.error(error) }).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toaster />
      </QueryClientProvider>
    </StrictMode>,
  );
};

void start();
