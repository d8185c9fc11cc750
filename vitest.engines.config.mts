import { defineConfig } from 'vitest/config';

// Tests against real servers, with patience: they wait more than they work.
export default defineConfig({
  test: {
    include: [
      'plugins/*/src/**/*.engines.test.ts',
      'scripts/**/*.engines.test.mts',
      // The stores run on SQLite in `npm test`, and here on PostgreSQL too.
      'plugins/*-backend/src/database/*.test.ts',
    ],
    globalSetup: ['./scripts/engines/setup.mts'],
    setupFiles: ['./vitest.setup.jestcompat.ts'],
    // Our own PostgreSQL and no container.
    env: { BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
    maxWorkers: 3,
    // Real servers on a busy machine; .ci/run names whatever needed it.
    retry: 1,
    testTimeout: 600_000,
    // A new machine builds images of environments first.
    hookTimeout: 2_400_000,
  },
});
