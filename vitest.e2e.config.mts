import { defineConfig } from 'vitest/config';

// Journeys in real Chromium against a portal that the run starts itself.
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.mts'],
    globalSetup: ['./e2e/support/portal.mts'],
    // Each with a portal that no other uses at that time, see globalSetup.
    maxWorkers: 2,
    // Real servers on a busy machine; .ci/run names whatever needed it. It helps a
    // step that can be done twice: what has made something finds it there.
    retry: 1,
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
