import { pathToFileURL } from 'node:url';
import { actionlintProgram } from './actionlint.mjs';
import { giteaProgram } from './gitea.mjs';
import { groovyJar } from './groovy.mjs';
import { imageVerifier } from './imageVerifier.mjs';
import { keycloakProgram } from './keycloak.mjs';
import { minioProgram } from './minio.mjs';
import { deviceProgram, nomadProgram } from './nomad.mjs';
import { traefikProgram } from './traefik.mjs';
import { vaultProgram } from './vault.mjs';

/** Fetches and builds, one after the other, what a new machine does not have yet. */
export async function buildEngines() {
  await nomadProgram();
  await deviceProgram();
  await traefikProgram();
  await keycloakProgram();
  await vaultProgram();
  await minioProgram();
  await giteaProgram();
  await imageVerifier();
  await actionlintProgram();
  await groovyJar();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildEngines();
}
