import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  // Each application loads the modules of its own anew (test/open-app.tsx); loading React and the rest for each file would take half of the time.
  test: { environment: 'happy-dom', isolate: false, setupFiles: 'test/setup.ts', testTimeout: 60_000, include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'] },
});
