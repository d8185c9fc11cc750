import { startPostgres } from './postgres.mjs';

/** Servers that the tests of several rooms share. */
export default async function setup() {
  const postgres = await startPostgres();
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING =
    postgres.connectionString;
  return () => postgres.stop();
}
