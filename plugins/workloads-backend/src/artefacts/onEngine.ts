import type {
  EngineFileContent,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import {
  ARTEFACTS_FOLDER,
  type Artefact,
} from '@astrolabe/plugin-workloads-common';
import { reachable } from '../engines';

const AT_MOST = 1000;

/**
 * What a workload has left so far; undefined, when its engine does not know it.
 * Where there is more than its engine can list, nothing but that there is more.
 */
export async function findArtefacts(
  engine: WorkloadEngine,
  workloadId: string,
): Promise<{ files: Artefact[]; truncated: boolean } | undefined> {
  const options = { folder: ARTEFACTS_FOLDER, maxFiles: AT_MOST + 1 };
  const found = await orUndefined(() =>
    reachable(engine, () => engine.listFiles(workloadId, options)),
  ).catch(error => {
    if ((error as Error).name === 'ConflictError') return 'too-many' as const;
    throw error;
  });
  if (found === 'too-many') return { files: [], truncated: true };
  return (
    found && {
      files: found.slice(0, AT_MOST).map(file => ({
        ...file,
        path: file.path.slice(ARTEFACTS_FOLDER.length + 1),
      })),
      truncated: found.length > AT_MOST,
    }
  );
}

/** One of them, by its path in there; undefined, when it is not there. */
export function openFile(
  engine: WorkloadEngine,
  workloadId: string,
  path: string,
): Promise<EngineFileContent | undefined> {
  const file = `${ARTEFACTS_FOLDER}/${path}`;
  return orUndefined(() =>
    reachable(engine, () => engine.readFile(workloadId, file)),
  );
}

async function orUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return undefined;
    throw error;
  }
}
