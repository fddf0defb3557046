import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { name: 'contracts', include: ['consumer-check/*.test.ts'], testTimeout: 60_000 } });
