import { withAdvice } from '@astrolabe/http';
import { isSettled, type FolderView } from '@astrolabe/plugin-workloads-common';
import type {
  EngineFileContent,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { NotFoundError } from '@backstage/errors';
import type { WorkloadRecord } from '../database';
import { reachable } from '../engines';

const AT_MOST = 1000;

/** What lies in one folder of a workload's own. */
export async function listFolder(
  record: WorkloadRecord,
  engine: WorkloadEngine,
  folder: string,
): Promise<FolderView> {
  const options = { folder, maxEntries: AT_MOST + 1 };
  try {
    const found = await reachable(engine, () =>
      engine.listFolder(record.id, options),
    );
    const items = found.slice(0, AT_MOST);
    return { folder, items, truncated: found.length > AT_MOST, gone: false };
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    // Forgotten, or not heard of yet.
    const gone = folder !== '' || isSettled(record.state);
    return { folder, items: [], truncated: false, gone };
  }
}

/** A file of it. */
export async function openFile(
  record: WorkloadRecord,
  engine: WorkloadEngine,
  path: string,
): Promise<EngineFileContent> {
  try {
    return await reachable(engine, () => engine.readFile(record.id, path));
  } catch (error) {
    if ((error as Error).name !== 'NotFoundError') throw error;
    throw withAdvice(
      new NotFoundError(
        `'${record.title}' has no file '${path}' that the portal may read`,
      ),
      {
        code: 'FILE_NOT_FOUND',
        cause: (error as Error).message,
        nextStep: 'Its folder names those that are there.',
      },
    );
  }
}
