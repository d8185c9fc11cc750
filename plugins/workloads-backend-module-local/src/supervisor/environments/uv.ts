import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import {
  UV_VERSION,
  uvRequirement,
} from '@astrolabe/plugin-workloads-node/environments';
import { dataLayout } from '../../folder/layout.ts';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal } from '../refusal.ts';
import { runInstall } from './command.ts';
import type { EnvironmentRequest } from './types.ts';
import { withLock } from './withLock.ts';

/** The uv of this machine, or one of our own from the package index. */
export async function findUv(
  request: EnvironmentRequest,
  python: string,
): Promise<string> {
  const found = findProgram('uv', ownPath());
  if (found) return found;
  const { toolchain } = dataLayout(request.dataDirectory);
  const folder = path.join(toolchain, `uv-${UV_VERSION}`);
  const program = path.join(folder, 'bin', 'uv');
  if (findProgram(program, [])) return program;
  mkdirSync(toolchain, { recursive: true, mode: 0o700 });
  const waiting = 'Another workload is installing uv';
  return withLock(request, { folder, waiting }, async () => {
    if (!findProgram(program, [])) await installUv(request, { python, folder });
    return program;
  });
}

async function installUv(
  request: EnvironmentRequest,
  { python, folder }: { python: string; folder: string },
): Promise<void> {
  request.onProgress(
    `Installing uv ${UV_VERSION}, which installs Python packages`,
  );
  rmSync(folder, { recursive: true, force: true });
  const where = path.dirname(folder);
  await runInstall(request, {
    program: python,
    args: ['-m', 'venv', folder],
    folder: where,
  }).catch(error => {
    request.signal.throwIfAborted();
    throw new Refusal({
      ...because('missing-runtime.venv'),
      evidence:
        error instanceof Refusal ? error.reason.evidence : String(error),
    });
  });
  const lock = path.join(folder, 'requirements.txt');
  writeFileSync(lock, uvRequirement());
  const args = ['--quiet', '--only-binary', ':all:', '--require-hashes'];
  await runInstall(request, {
    program: path.join(folder, 'bin', 'python'),
    args: ['-m', 'pip', 'install', ...args, '--requirement', lock],
    folder: where,
  });
}

/**
 * uv does not read pip's configuration. What pip is told here (a mirror, a
 * certificate, a folder of wheels) uv has to be told too.
 */
export async function indexSettings(
  request: EnvironmentRequest,
  python: string,
): Promise<Record<string, string>> {
  const pip = await pipSettings(request, python);
  const wanted: Record<string, string | undefined> = {
    UV_DEFAULT_INDEX: process.env.UV_INDEX_URL ?? pip['index-url'],
    UV_INDEX: process.env.UV_EXTRA_INDEX_URL ?? pip['extra-index-url'],
    UV_FIND_LINKS: pip['find-links'],
    SSL_CERT_FILE: pip.cert,
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => value !== undefined && process.env[name] === undefined,
    ),
  ) as Record<string, string>;
}

/** `pip config list`: lines such as `global.index-url='https://…'`, environment last. */
async function pipSettings(
  request: EnvironmentRequest,
  python: string,
): Promise<Record<string, string>> {
  const output = await runInstall(request, {
    program: python,
    args: ['-m', 'pip', 'config', 'list'],
    folder: dataLayout(request.dataDirectory).cache,
  }).catch(() => '');
  request.signal.throwIfAborted();
  const settings: Record<string, string> = {};
  for (const line of output.split('\n')) {
    const match = /^(?:global|install|:env:)\.([a-z-]+)='(.*)'$/.exec(
      line.trim(),
    );
    if (match) settings[match[1]] = match[2].split('\\n').join(' ').trim();
  }
  return settings;
}
