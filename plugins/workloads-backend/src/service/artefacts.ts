import { withAdvice } from '@astrolabe/http';
import type {
  EngineFileContent,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { NotFoundError } from '@backstage/errors';
import {
  isSettled,
  type ArtefactLimits,
  type ArtefactList,
} from '@astrolabe/plugin-workloads-common';
import {
  findArtefacts,
  openFile,
  type ArtefactStore,
  type KeptArtefacts,
} from '../artefacts';
import type { WorkloadRecord } from '../database';

/** Where artefacts are. */
interface Sources {
  engine: WorkloadEngine;
  kept: ArtefactStore;
}

/** What a workload has left so far, wherever it is. */
export async function listArtefacts(
  record: WorkloadRecord,
  { engine, kept, limits }: Sources & { limits: ArtefactLimits },
): Promise<ArtefactList> {
  const copy = await kept.find(record.id);
  const found = await findAnywhere(record, engine, copy);
  // What the present run leaves is not what is kept of the one before.
  const isMeant = found === copy || copy?.generation === record.generation;
  return {
    items: found?.files ?? [],
    truncated: found?.truncated ?? false,
    // Else not heard of yet.
    gone: !found && isSettled(record.state),
    kept: copy !== undefined && isMeant,
    notKept: (isMeant && copy?.notKept) || [],
    limits,
  };
}

/** Its engine has all of it; what is kept is there when the engine has nothing, or does not answer. */
async function findAnywhere(
  record: WorkloadRecord,
  engine: WorkloadEngine,
  copy: KeptArtefacts | undefined,
) {
  try {
    const found = await findArtefacts(engine, record.id);
    return found && (found.files.length > 0 || !copy) ? found : copy;
  } catch (error) {
    if (copy) return copy;
    throw error;
  }
}

/** One of them. */
export async function readArtefact(
  record: WorkloadRecord,
  { engine, kept }: Sources,
  path: string,
): Promise<EngineFileContent> {
  const found = await openAnywhere(record, { engine, kept }, path);
  if (found) return found;
  throw withAdvice(
    new NotFoundError(`'${record.title}' has left no file '${path}'`),
    {
      code: 'ARTEFACT_NOT_FOUND',
      nextStep: 'Its list of artefacts names those that are there.',
    },
  );
}

async function openAnywhere(
  record: WorkloadRecord,
  { engine, kept }: Sources,
  path: string,
): Promise<EngineFileContent | undefined> {
  try {
    const found = await openFile(engine, record.id, path);
    if (found) return found;
  } catch (error) {
    // What its engine refuses, such as a path that leads out, is no matter of where it is.
    if ((error as Error).name !== 'ServiceUnavailableError') throw error;
    const copy = await kept.open(record.id, path);
    if (copy) return copy;
    throw error;
  }
  return kept.open(record.id, path);
}
