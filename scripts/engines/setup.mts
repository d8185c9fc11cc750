import { keycloakProgram } from './keycloak.mjs';
import { minioProgram } from './minio.mjs';
import { deviceProgram, nomadProgram } from './nomad.mjs';
import { startPostgres } from './postgres.mjs';
import { traefikProgram } from './traefik.mjs';
import { vaultProgram } from './vault.mjs';

/**
 * Servers that the tests of several rooms share. Programs that a new machine
 * has to build first are built here, where no test's time runs meanwhile.
 */
export default async function setup() {
  await nomadProgram();
  await deviceProgram();
  await traefikProgram();
  await keycloakProgram();
  await vaultProgram();
  await minioProgram();
  const postgres = await startPostgres();
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES16_CONNECTION_STRING =
    postgres.connectionString;
  return () => postgres.stop();
}
