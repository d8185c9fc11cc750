import { withAdvice } from '@astrolabe/http';
import type {
  EngineFileContent,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { NotFoundError } from '@backstage/errors';
import {
  ARTEFACTS_FOLDER,
  isSettled,
  type ArtefactList,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';
import { reachable } from '../engines';

const AT_MOST = 1000;

/** What a workload has left so far. */
export async function listArtefacts(
  record: WorkloadRecord,
  engine: WorkloadEngine,
): Promise<ArtefactList> {
  const options = { folder: ARTEFACTS_FOLDER, maxFiles: AT_MOST + 1 };
  try {
    const files = await reachable(engine, () =>
      engine.listFiles(record.id, options),
    );
    const items = files.slice(0, AT_MOST).map(file => ({
      ...file,
      path: file.path.slice(ARTEFACTS_FOLDER.length + 1),
    }));
    return { items, truncated: files.length > AT_MOST, gone: false };
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    // Forgotten, or not heard of yet.
    return { items: [], truncated: false, gone: isSettled(record.state) };
  }
}

/** One of them. */
export async function readArtefact(
  record: WorkloadRecord,
  engine: WorkloadEngine,
  path: string,
): Promise<EngineFileContent> {
  const file = `${ARTEFACTS_FOLDER}/${path}`;
  try {
    return await reachable(engine, () => engine.readFile(record.id, file));
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    throw withAdvice(
      new NotFoundError(`'${record.title}' has left no file '${path}'`),
      {
        code: 'ARTEFACT_NOT_FOUND',
        nextStep: 'Its list of artefacts names those that are there.',
      },
    );
  }
}
