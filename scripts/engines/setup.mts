import type { TestProject } from 'vitest/node';
import { buildEngines } from './build.mjs';
import { startPostgres } from './postgres.mjs';

/**
 * Servers that the tests of several rooms share. Programs that a new machine
 * has to build first are built here, where no test's time runs meanwhile; a run
 * that names files builds what those need, before their tests.
 */
export default async function setup({ vitest }: TestProject) {
  if (!namesFiles(vitest)) await buildEngines();
  const postgres = await startPostgres();
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING =
    postgres.connectionString;
  return () => postgres.stop();
}

/** Vitest has no public word for it; should this one go, all is built again. */
function namesFiles(vitest: { filenamePattern?: string[] }): boolean {
  return vitest.filenamePattern !== undefined;
}
