import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.mjs';

// What a page fetches comes with its code: with the routes, every page would load that of all the others.
const pageParts: ('loader' | 'component')[][] = [['loader', 'component']];

export default defineConfig({
  // The API serves this application under /app/: REST owns /logs, /models and the rest of the root.
  base: '/app/',
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true, codeSplittingOptions: { defaultBehavior: pageParts } }), react(), tailwindcss(), precompress()],
  build: {
    target: 'es2022',
    // A strict content security policy refuses data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Fetched when a form is sent, never with a page (see lib/schemas.ts).
            { name: 'schemas', priority: 2, includeDependenciesRecursively: false, test: /[\\/]zod[\\/]|[\\/]contracts[\\/]dist[\\/](?!client|watch-answer|text-limits|sampling-defaults)|contract-schemas/ },
            // Forms come with the pages that have one, however many these are.
            { name: 'form', priority: 1, includeDependenciesRecursively: false, test: /[\\/](react-form|form-core|pacer-lite|devtools-event-client)[\\/]|[\\/]src[\\/]components[\\/]form[\\/]/ },
            // What every page needs, and what most pages share.
            { name: 'shared', tags: ['$initial'] },
            { name: 'shared', minShareCount: 10 },
            // The small parts of many pages come in one file: dozens of tiny ones compress worse, and are as many requests. Not what opens over a page.
            { name: 'common', minShareCount: 5, includeDependenciesRecursively: false, test: /lucide-react|(react-query|query-core)[\\/]|[\\/]src[\\/](components|lib)[\\/](?!form|chart|i18n|.*(markdown|dialog|menu|popover))/ },
            // What surrounds every page.
            { name: 'frame', test: /features[\\/]shell[\\/]app-shell/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/trpc': 'http://127.0.0.1:8000' } },
});
