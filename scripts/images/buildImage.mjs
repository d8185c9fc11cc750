import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  imageFiles,
  interpreterVersion,
  isSource,
  localPackagesOf,
} from '../../plugins/workloads-node/src/environments/index.ts';
import { runQuietly } from '../lib/process.mjs';
import { installSettings } from './settings.mjs';

/**
 * Builds the image of an environment and pushes it. The program sees a folder
 * with copies of what belongs to the image, and nothing else of this machine.
 *
 * @param program podman or buildah
 * @param wanted.reference the name under which it is pushed
 * @param bases what it is built on: `base`, and `buildBase` for its packages
 */
export async function buildImage(program, { wanted, bases, isHttp }) {
  const { environment, found, reference, tag } = wanted;
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-image-'));
  try {
    const secrets = await writeSecrets(folder);
    const context = path.join(folder, 'context');
    await writeContext(context, { environment, found });
    const tls = `--tls-verify=${!isHttp}`;
    await runQuietly([
      program,
      'build',
      tls,
      ...['--network', 'host'],
      ...['--file', path.join(context, 'recipe/Containerfile')],
      ...secrets,
      ...argument('--build-arg', {
        BASE: bases.base,
        BUILD_BASE: bases.buildBase,
        INTERPRETER: interpreterVersion(environment, found) ?? '',
      }),
      ...argument('--label', {
        'dev.astrolabe.environment': environment.id,
        'dev.astrolabe.lock': tag,
        'org.opencontainers.image.base.name': bases.base,
      }),
      ...['--tag', reference],
      context,
    ]);
    await runQuietly([program, 'push', tls, reference]);
    await runQuietly([program, 'rmi', reference]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeContext(context, { environment, found }) {
  const inside = name => path.join(context, name);
  await mkdir(inside('packages'), { recursive: true });
  await mkdir(inside('recipe'));
  await cp(found.source, inside('environment'), {
    recursive: true,
    filter: isSource,
  });
  for (const local of localPackagesOf(found)) {
    const to = inside(path.join('packages', path.basename(local)));
    await cp(local, to, { recursive: true, filter: isSource });
  }
  for (const [name, text] of Object.entries(imageFiles(environment.kind))) {
    await writeFile(inside(path.join('recipe', name)), text);
  }
}

/** What is there while packages are installed, and is no part of the image. */
async function writeSecrets(folder) {
  const { text, authorities } = installSettings(process.env);
  const files = { settings: text, authorities: '' };
  for (const [id, content] of Object.entries(files)) {
    await writeFile(path.join(folder, id), content, { mode: 0o600 });
  }
  if (authorities && existsSync(authorities)) {
    await copyFile(authorities, path.join(folder, 'authorities'));
  }
  return Object.keys(files).flatMap(id => [
    '--secret',
    `id=${id},src=${path.join(folder, id)}`,
  ]);
}

function argument(name, values) {
  return Object.entries(values).flatMap(([key, value]) => [
    name,
    `${key}=${value}`,
  ]);
}
