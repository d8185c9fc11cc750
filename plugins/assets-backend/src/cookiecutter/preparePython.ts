import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { environmentDigest } from '@astrolabe/plugin-workloads-node/environments';
import type { SandboxParts } from './sandboxCommand';

const run = promisify(execFile);

/** Ours: `make.py`, and the lock of what it runs with. */
export const PROGRAM = resolvePackagePath(
  '@astrolabe/plugin-assets-backend',
  'cookiecutter',
);

/**
 * The Python that cookiecutter runs in, installed by its lock when it is not
 * there yet. It is moved to its place when it is whole, so that two portals may
 * make it at the same time: what is in it is never called by its path.
 *
 * @param folder - where environments are kept
 */
export async function preparePython(
  folder: string,
): Promise<Omit<SandboxParts, 'template' | 'seconds'>> {
  const python = 'python3';
  const { stdout: version } = await run(python, ['-VV']);
  const source = path.join(PROGRAM, 'environment');
  const digest = environmentDigest({ source, description: {} }, version);
  const environment = path.join(folder, `cookiecutter-${digest}`);
  if (!existsSync(environment)) await install(python, environment, source);
  const { stdout: home } = await run(path.join(environment, 'bin/python'), [
    ...['-I', '-c', 'import sys; print(sys.base_prefix)'],
  ]);
  return {
    environment: await realpath(environment),
    pythonHome: home.trim(),
    script: path.join(PROGRAM, 'make.py'),
    isRoot: process.getuid?.() === 0,
  };
}

async function install(python: string, to: string, source: string) {
  await mkdir(path.dirname(to), { recursive: true });
  const fresh = await mkdtemp(`${to}-`);
  try {
    // Who runs in it is not who made it.
    const made = path.join(fresh, 'environment');
    await run(python, ['-m', 'venv', made]);
    await run(path.join(made, 'bin/python'), [
      ...['-m', 'pip', 'install', '--quiet', '--only-binary', ':all:'],
      ...['--require-hashes', '--requirement'],
      path.join(source, 'requirements.txt'),
    ]);
    await rename(made, to).catch(error => {
      if (!existsSync(to)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
