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
  try {
    const found = await reachable(engine, () =>
      engine.listFiles(workloadId, options),
    );
    const files = found.slice(0, AT_MOST).map(file => ({
      ...file,
      path: file.path.slice(ARTEFACTS_FOLDER.length + 1),
    }));
    return { files, truncated: found.length > AT_MOST };
  } catch (error) {
    const { name } = error as Error;
    if (name === 'NotFoundError') return undefined;
    if (name === 'ConflictError') return { files: [], truncated: true };
    throw error;
  }
}

/** One of them, by its path in there; undefined, when it is not there. */
export async function openFile(
  engine: WorkloadEngine,
  workloadId: string,
  path: string,
): Promise<EngineFileContent | undefined> {
  const file = `${ARTEFACTS_FOLDER}/${path}`;
  try {
    return await reachable(engine, () => engine.readFile(workloadId, file));
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') return undefined;
    throw error;
  }
}
