import { defineConfig } from 'vitest/config';

const backendPackages = [
  'plugins/*-backend',
  'plugins/*-backend-module-*',
  'plugins/*-node',
  'plugins/*-common',
  'packages/backend',
  'packages/cli',
  'packages/http',
  'packages/profiles',
  'scripts',
];

export default defineConfig({
  test: {
    fsModuleCache: true,
    // Servers come from scripts/engines, in npm run test:engines.
    env: { BACKSTAGE_TEST_DISABLE_DOCKER: '1' },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A second, as it is by itself, is not long on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'backend',
          environment: 'node',
          // Files of a worker share the modules that they have loaded, which is
          // most of what a test of a room costs. None of them changes a module.
          isolate: false,
          include: backendPackages.map(dir => `${dir}/**/*.test.{ts,mts}`),
          exclude: ['**/node_modules/**', '**/*.engines.test.{ts,mts}'],
          setupFiles: ['./vitest.setup.jestcompat.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'frontend',
          environment: 'jsdom',
          // material-ui-popup-state imports folders as ES modules, which Node
          // refuses; Vite has to load it, and with it whatever imports it.
          server: {
            deps: {
              inline: [/material-ui-popup-state/, /@backstage\/plugin-/],
            },
          },
          css: { modules: { classNameStrategy: 'non-scoped' } },
          include: [
            'plugins/*/src/**/*.test.{ts,tsx}',
            'packages/{app,form,ui}/src/**/*.test.{ts,tsx}',
          ],
          exclude: [
            '**/node_modules/**',
            ...backendPackages.map(dir => `${dir}/**`),
          ],
          setupFiles: ['./vitest.setup.jestcompat.ts', './vitest.setup.dom.ts'],
        },
      },
    ],
  },
});
