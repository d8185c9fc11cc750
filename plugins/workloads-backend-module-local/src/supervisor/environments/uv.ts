import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { dataLayout } from '../../folder/layout.ts';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal } from '../refusal.ts';
import { runInstall } from './command.ts';
import type { EnvironmentRequest } from './types.ts';
import { withLock } from './withLock.ts';

/**
 * Installed where the machine has no uv. Changed by hand, after trying: the
 * hashes are those of `pip download --no-deps --only-binary :all: --platform …
 * uv==…` and `pip hash`, for each platform.
 */
const UV_VERSION = '0.9.9';
const UV_SHA256 = {
  manylinux_2_17_x86_64:
    'afdd00ddc25e12ed756e069090011ca55f127753e1192e51f45fa288a024f3df',
  manylinux_2_28_aarch64:
    '4f2e2a818ce64b917aada5a752a92bc5665ed90f3ac1348689c4d92abe4af3f5',
  musllinux_1_1_x86_64:
    '1263f03571f3fda44061862c14b92c992102d03f5e1015f3886d9252f9436d60',
  // This one is also for glibc before 2.28.
  musllinux_1_1_aarch64:
    '036e8d38f87ffbebcd478e6b61a2c4f8733f77fbdf34140b78e0f5ab238810cf',
  macosx_10_12_x86_64:
    '7ea663b3e5e5b20a17efbc6c7f8db602abf72447d7cced0882a0dff71c2de1ef',
  macosx_11_0_arm64:
    'e8303e17b7d2a2dc65ebc4cc65cc0b2be493566b4f7421279b008ecb10adfc5f',
};

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

/** pip takes hashes from a file alone. */
function uvRequirement(): string {
  const hashes = Object.values(UV_SHA256).map(hash => `--hash=sha256:${hash}`);
  return `uv==${UV_VERSION} ${hashes.join(' ')}\n`;
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
