import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal } from '../refusal.ts';
import { runInstall } from './command.ts';
import type {
  EnvironmentKind,
  EnvironmentRequest,
  Interpreter,
} from './types.ts';

/** JavaScript packages by `npm ci`, with the Node that runs the portal. */
export const nodeEnvironments: EnvironmentKind = {
  async interpreter() {
    findNpm();
    return { program: process.execPath, version: process.version };
  },

  async install(request, { folder, interpreter }) {
    for (const name of ['package.json', 'package-lock.json']) {
      copyFileSync(path.join(request.source, name), path.join(folder, name));
    }
    const programs = linkNode(folder, interpreter);
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

  ready({ folder, interpreter }) {
    const programs = linkNode(folder, interpreter);
    return {
      folder,
      programFolders: [path.join(folder, 'node_modules', '.bin'), programs],
      variables: {},
    };
  },
};

/**
 * The Node of the environment, as `node` in a folder of its own. Its data
 * outlive the checkout that made it, so the link is made to what runs now:
 * one that leads nowhere would leave the system's Node, of any version.
 *
 * @returns the folder
 */
function linkNode(folder: string, { program }: Interpreter): string {
  const programs = path.join(folder, 'bin');
  const link = path.join(programs, 'node');
  if (
    lstatSync(link, { throwIfNoEntry: false }) &&
    readlinkSync(link) === program
  ) {
    return programs;
  }
  mkdirSync(programs, { recursive: true });
  const made = `${link}.${process.pid}`;
  rmSync(made, { force: true });
  symlinkSync(program, made);
  renameSync(made, link);
  return programs;
}

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
