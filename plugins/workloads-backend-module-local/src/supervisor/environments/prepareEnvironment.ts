import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import {
  environmentDigest,
  findEnvironment,
  type FoundEnvironment,
} from '@astrolabe/plugin-workloads-node/environments';
import { dataLayout, lockFileOf } from '../../folder/layout.ts';
import type { Lock } from '../../folder/lock.ts';
import { writeJson } from '../../folder/files.ts';
import { findProgram, ownPath } from '../programs.ts';
import { Refusal, unknownEnvironment } from '../refusal.ts';
import { nodeEnvironments } from './node.ts';
import { pythonEnvironments } from './python.ts';
import type {
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

/** The folder that describes an environment. Throws a Refusal when there is none. */
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
  return kind.ready({ folder, interpreter });
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
  const digest = environmentDigest(
    request,
    `${process.platform} ${process.arch} ${interpreter.version}`,
  );
  const { environments } = dataLayout(request.dataDirectory);
  const name = `${request.environment.id.replaceAll('/', '-')}-${digest}`;
  return { folder: path.join(environments, name), interpreter };
}

function isFinished(folder: string): boolean {
  return existsSync(path.join(folder, FINISHED));
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
