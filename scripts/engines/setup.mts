import { buildEngines } from './build.mjs';
import { startPostgres } from './postgres.mjs';

/**
 * Servers that the tests of several rooms share. Programs that a new machine
 * has to build first are built here, where no test's time runs meanwhile.
 */
export default async function setup() {
  await buildEngines();
  const postgres = await startPostgres();
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING =
    postgres.connectionString;
  return () => postgres.stop();
}
