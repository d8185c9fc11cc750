import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { dataLayout, lockFileOf } from '../../folder/layout.ts';
import type { Lock } from '../../folder/lock.ts';
import { readJson, writeJson } from '../../folder/files.ts';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal, unknownEnvironment } from '../refusal.ts';
import { nodeEnvironments } from './node.ts';
import { isSource, pythonEnvironments } from './python.ts';
import type {
  EnvironmentDescription,
  EnvironmentKind,
  EnvironmentRequest,
  ReadyEnvironment,
} from './types.ts';
import { lockOf, withLock } from './withLock.ts';

const kinds: Record<WorkloadEnvironment['kind'], EnvironmentKind> = {
  python: pythonEnvironments,
  node: nodeEnvironments,
};

/** Written last: an environment without it was not finished, and is made again. */
const FINISHED = 'astrolabe-environment.json';

interface FoundEnvironment {
  source: string;
  description: EnvironmentDescription;
}

/** The folder that describes an environment, in the first root that has it. */
export function findEnvironment(
  environment: WorkloadEnvironment,
  roots: string[],
): FoundEnvironment | undefined {
  for (const root of roots) {
    const source = path.join(root, environment.id, 'environment');
    if (existsSync(path.join(source, kinds[environment.kind].lockFile))) {
      const described = path.join(source, 'environment.json');
      return {
        source,
        description: readJson<EnvironmentDescription>(described) ?? {},
      };
    }
  }
  return undefined;
}

/** The same, where there has to be one. Throws a Refusal when there is none. */
export function requireEnvironment(
  environment: WorkloadEnvironment,
  roots: string[],
): FoundEnvironment {
  const found = findEnvironment(environment, roots);
  if (!found) throw unknownEnvironment(environment.id);
  return found;
}

/** What an environment would take, without making it. Throws a Refusal when it cannot be. */
export async function checkEnvironment(
  request: EnvironmentRequest,
): Promise<{ installed: boolean }> {
  const { folder } = await locate(request);
  const installed = isFinished(folder);
  if (!installed) requireNeeds(request);
  return { installed };
}

/**
 * An environment, from the cache or installed now. Two workloads that want the
 * same one install it once; one that breaks off half-way leaves nothing that
 * could be taken for whole. It is made where it stays, since programs in it
 * hold its path.
 */
export async function prepareEnvironment(
  request: EnvironmentRequest,
): Promise<ReadyEnvironment> {
  const kind = kinds[request.environment.kind];
  const { folder, interpreter } = await locate(request);
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
  const where = {
    folder,
    waiting: 'Another workload is installing the same packages',
  };
  while (!(await take(request, where))) {
    requireNeeds(request);
    await withLock(request, where, async () => {
      if (isFinished(folder)) return;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { mode: 0o700 });
      await kind.install(request, { folder, interpreter });
      writeJson(path.join(folder, FINISHED), {
        environment: request.environment.id,
        interpreter: interpreter.version,
        finishedAt: new Date().toISOString(),
      });
    });
  }
  return kind.ready(folder);
}

/** What this process uses. It is held until the process ends: nobody removes it meanwhile. */
const taken = new Map<string, Lock>();

/** @returns whether it is there, and from now on in use */
async function take(
  request: EnvironmentRequest,
  where: { folder: string; waiting: string },
): Promise<boolean> {
  const { folder } = where;
  taken.get(folder)?.release();
  taken.delete(folder);
  const lock = await lockOf(request, { ...where, shared: true });
  if (!isFinished(folder)) {
    lock.release();
    return false;
  }
  taken.set(folder, lock);
  const now = new Date();
  utimesSync(lockFileOf(folder), now, now);
  return true;
}

async function locate(request: EnvironmentRequest) {
  const kind = kinds[request.environment.kind];
  const interpreter = await kind.interpreter(request);
  const digest = digestOf(request, interpreter.version);
  const { environments } = dataLayout(request.dataDirectory);
  const name = `${request.environment.id.replaceAll('/', '-')}-${digest}`;
  return { folder: path.join(environments, name), interpreter };
}

function isFinished(folder: string): boolean {
  return existsSync(path.join(folder, FINISHED));
}

/** Names everything that the result depends on; the same digest is the same environment. */
function digestOf(request: EnvironmentRequest, version: string): string {
  const hash = createHash('sha256');
  hash.update(`${process.platform} ${process.arch} ${version}\n`);
  const locals = (request.description.localPackages ?? []).map(local =>
    path.resolve(request.source, local),
  );
  for (const folder of [request.source, ...locals]) digestFolder(hash, folder);
  return hash.digest('hex').slice(0, 16);
}

function digestFolder(
  hash: ReturnType<typeof createHash>,
  folder: string,
): void {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    if (!isSource(file)) continue;
    hash.update(`${name}\n`);
    if (statSync(file).isDirectory()) digestFolder(hash, file);
    else hash.update(readFileSync(file));
  }
}

function requireNeeds({ description, environment }: EnvironmentRequest): void {
  for (const { program, file, install } of description.needs ?? []) {
    const there =
      (!program || findProgram(program, ownPath())) &&
      (!file || existsSync(file));
    if (there) continue;
    throw new Refusal(
      because('missing-runtime.needed', {
        program: program ?? file ?? '',
        environment: environment.id,
        install,
      }),
    );
  }
}
