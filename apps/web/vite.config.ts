import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.mjs';

export default defineConfig({
  // The API serves this application under /app/: REST owns /logs, /models and the rest of the root.
  base: '/app/',
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react(), tailwindcss(), precompress()],
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
            // What most pages share comes in one file: dozens of tiny ones compress worse, and are as many requests.
            { name: 'shared', minShareCount: 10 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/trpc': 'http://127.0.0.1:8000' } },
});
