import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import {
  isSource,
  localPackagesOf,
} from '@astrolabe/plugin-workloads-node/environments';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal } from '../refusal.ts';
import { runInstall, withoutAddresses } from './command.ts';
import type { EnvironmentKind, EnvironmentRequest } from './types.ts';
import { findUv, indexSettings } from './uv.ts';

/** Python packages by uv, from a `requirements.txt` with hashes. */
export const pythonEnvironments: EnvironmentKind = {
  async interpreter(request) {
    const wanted = request.description.python ?? request.environment.version;
    const seen: string[] = [];
    for (const program of candidates(wanted)) {
      const version = await versionOf(request, program);
      if (version && matches(version, wanted)) return { program, version };
      if (version) seen.push(version);
    }
    throw missingPython(wanted, seen);
  },

  async install(request, { folder, interpreter }) {
    const uv = await findUv(request, interpreter.program);
    const env = {
      ...(await indexSettings(request, interpreter.program)),
      UV_PYTHON_DOWNLOADS: 'never',
      UV_NO_PROGRESS: '1',
      UV_LINK_MODE: 'hardlink',
    };
    const run = (args: string[], onLine?: (line: string) => void) =>
      runInstall(request, { program: uv, args, folder, env, onLine });
    const lock = path.join(request.source, 'requirements.txt');
    const total = requirementCount(readFileSync(lock, 'utf8'));

    request.onProgress(`Installing ${total} Python packages`, 0.02);
    await run([
      'venv',
      '--quiet',
      '--allow-existing',
      '--python',
      interpreter.program,
      folder,
    ]);
    const target = ['--python', path.join(folder, 'bin', 'python')];
    await run(
      ['pip', 'install', ...target, '--require-hashes', '--requirements', lock],
      uvProgress(request, total),
    );
    for (const local of copyLocalPackages(request, folder)) {
      request.onProgress(`Installing ${path.basename(local)}`, 0.97);
      await run([
        'pip',
        'install',
        ...target,
        '--no-deps',
        '--editable',
        local,
      ]);
    }
  },

  ready({ folder }) {
    return {
      folder,
      programFolders: [path.join(folder, 'bin')],
      variables: { VIRTUAL_ENV: folder, PYTHONUNBUFFERED: '1' },
    };
  },
};

function candidates(wanted: string | undefined): string[] {
  const names = wanted
    ? [`python${wanted}`, 'python3', 'python']
    : ['python3', 'python'];
  return names.flatMap(name => findProgram(name, ownPath()) ?? []);
}

async function versionOf(
  request: EnvironmentRequest,
  program: string,
): Promise<string | undefined> {
  const print = 'import platform; print(platform.python_version())';
  const output = await runInstall(request, {
    program,
    args: ['-c', print],
    folder: request.source,
  }).catch(() => '');
  request.signal.throwIfAborted();
  return /^\d+\.\d+\.\S+$/m.exec(output)?.[0];
}

/** `3.11` is met by 3.11.7, not by 3.1.1. */
export function matches(version: string, wanted: string | undefined): boolean {
  return !wanted || version === wanted || version.startsWith(`${wanted}.`);
}

function missingPython(wanted: string | undefined, seen: string[]): Refusal {
  return new Refusal({
    ...because('missing-runtime.python', { version: wanted ?? '3' }),
    evidence: seen.length > 0 ? `Found ${seen.join(', ')}` : 'Found no Python',
  });
}

/**
 * Local packages are copied into the environment and installed there in
 * editable form: they may read files beside their code, as DEEPaaS modules do,
 * and the checkout can change without changing what runs.
 */
function copyLocalPackages(
  request: EnvironmentRequest,
  folder: string,
): string[] {
  return localPackagesOf(request).map(source => {
    const copy = path.join(folder, 'packages', path.basename(source));
    cpSync(source, copy, { recursive: true, filter: isSource });
    return copy;
  });
}

function requirementCount(lock: string): number {
  return lock.split('\n').filter(line => /^[A-Za-z0-9]/.test(line)).length;
}

/** uv tells of the larger downloads and builds; the share of them is a lower bound. */
function uvProgress({ onProgress }: EnvironmentRequest, total: number) {
  let seen = 0;
  return (line: string) => {
    if (/^\s*(Downloaded|Built)\s/.test(line)) seen++;
    const share = /^Prepared /.test(line)
      ? 0.9
      : Math.min(0.85, 0.05 + seen / total);
    onProgress(withoutAddresses(line.trim()), share);
  };
}
