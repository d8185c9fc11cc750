import { defineConfig } from 'vitest/config';

// Tests against real servers: one file at a time, with patience.
export default defineConfig({
  test: {
    include: [
      'plugins/*/src/**/*.engines.test.ts',
      'scripts/**/*.engines.test.mts',
    ],
    setupFiles: ['./vitest.setup.jestcompat.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 900_000,
  },
});
