import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal } from '../refusal.ts';
import { runInstall } from './command.ts';
import type { EnvironmentKind, EnvironmentRequest } from './types.ts';

/** JavaScript packages by `npm ci`, with the Node that runs the portal. */
export const nodeEnvironments: EnvironmentKind = {
  async interpreter() {
    findNpm();
    return { program: process.execPath, version: process.version };
  },

  async install(request, { folder }) {
    for (const name of ['package.json', 'package-lock.json']) {
      copyFileSync(path.join(request.source, name), path.join(folder, name));
    }
    const programs = path.join(folder, 'bin');
    mkdirSync(programs, { recursive: true });
    symlinkSync(process.execPath, path.join(programs, 'node'));
    const lock = readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
    const total = Object.keys(JSON.parse(lock).packages ?? {}).length || 1;
    request.onProgress(`Installing ${total} JavaScript packages`, 0.02);
    await runInstall(request, {
      program: process.execPath,
      args: [findNpm(), 'ci', '--no-audit', '--no-fund', '--loglevel=http'],
      folder,
      env: buildVariables(programs),
      onLine: npmProgress(request, total),
    });
  },

  ready(folder) {
    return {
      folder,
      programFolders: [
        path.join(folder, 'node_modules', '.bin'),
        path.join(folder, 'bin'),
      ],
      variables: {},
    };
  },
};

/** npm's own program: beside our Node, or the system's, which any Node can run. */
function findNpm(): string {
  const beside = path.resolve(
    path.dirname(process.execPath),
    '../lib/node_modules/npm/bin/npm-cli.js',
  );
  if (existsSync(beside)) return beside;
  const program = findProgram('npm', ownPath());
  const script = program && realpathSync(program);
  if (script?.endsWith('.js')) return script;
  throw new Refusal({
    ...because('missing-runtime.npm'),
    evidence: `Looked for ${beside} and for npm on the PATH`,
  });
}

/** Packages that are compiled find the Node that will load them, and its headers where we have them. */
function buildVariables(programs: string): Record<string, string> {
  const home = path.resolve(path.dirname(process.execPath), '..');
  const headers = existsSync(path.join(home, 'include/node/node.h'));
  return {
    PATH: [programs, ...ownPath()].join(path.delimiter),
    ...(headers ? { npm_config_nodedir: home } : {}),
  };
}

/** npm tells of each request; one package's archive is one step. Addresses stay out: they name the registry. */
function npmProgress({ onProgress }: EnvironmentRequest, total: number) {
  let fetched = 0;
  return (line: string) => {
    const archive = /\/([^/\s]+\.tgz)\b/.exec(line)?.[1];
    if (archive) {
      fetched++;
      onProgress(`Fetched ${archive}`, Math.min(0.8, 0.05 + fetched / total));
    } else if (!/^npm (http|warn)/i.test(line)) {
      onProgress(line.trim());
    }
  };
}
