import { withAdvice } from '@astrolabe/http';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import { NotFoundError } from '@backstage/errors';
import type { LogChunk, LogsOptions } from '@astrolabe/plugin-workloads-common';
import type { LogStore, WorkloadRecord } from '../database';
import { reachable } from '../engines';

/** Read at once where nobody says otherwise. */
const USUAL_BYTES = 64 * 1024;

/** Where logs are. */
interface Sources {
  engine: WorkloadEngine;
  kept: LogStore;
}

/** A stretch of a task's log, of the main task unless told. */
export async function readLogs(
  record: WorkloadRecord,
  { engine, kept }: Sources,
  { task = record.summary.tasks[0], offset, maxBytes }: LogsOptions,
): Promise<LogChunk> {
  const { tasks } = record.summary;
  if (!tasks.includes(task)) {
    throw withAdvice(
      new NotFoundError(`'${record.title}' has no task '${task}'`),
      { code: 'TASK_NOT_FOUND', cause: `It has ${tasks.join(', ')}` },
    );
  }
  const stretch = { task, offset, maxBytes: maxBytes ?? USUAL_BYTES };
  try {
    return await reachable(engine, () => engine.logs(record.id, stretch));
  } catch (error) {
    if (record.logsGeneration === record.generation) {
      return kept.read(record.id, stretch);
    }
    // Recorded, but the engine has not heard of it yet.
    if ((error as Error).name === 'NotFoundError') {
      return { task, text: '', nextOffset: offset ?? 0, truncated: false };
    }
    throw error;
  }
}
