import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import {
  because,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common/reasons';

// Imports only what may be loaded so: the supervisor of the local engine loads this file as it is.

const PORT_TAKEN = /EADDRINUSE|address already in use/i;
const DISK_FULL = /ENOSPC|no space left on device/i;

/** How a program ended that did not end well. @public */
export interface BadExit {
  /** Missing where a signal ended it. */
  code?: number;
  /** Such as `SIGKILL`. */
  signal?: string;
  /** What shows that memory was why, where that is known. */
  outOfMemory?: string;
  /** What it was allowed to take. */
  memoryBytes: number;
  /** The last lines of its log. */
  tail: string;
}

/** What the end of a program means to its owner, whoever ran it. @public */
export function exitReason({
  code,
  signal,
  outOfMemory,
  memoryBytes,
  tail,
}: BadExit): WorkloadReason {
  const how = signal ? `signal ${signal}` : `exit code ${code}`;
  const evidence = [how, tail].filter(Boolean).join('\n');
  if (outOfMemory) {
    return {
      ...because('out-of-memory.limit', { memory: { memoryBytes } }),
      evidence: [outOfMemory, how].join(' '),
    };
  }
  if (PORT_TAKEN.test(tail)) {
    return { ...because('port-in-use.running'), evidence };
  }
  if (DISK_FULL.test(tail)) {
    return { ...because('disk-full.program'), evidence };
  }
  if (signal) {
    const text = signal === 'SIGKILL' ? 'killed.memory' : 'killed.signal';
    return { ...because(text, { signal }), evidence };
  }
  return {
    ...because('exited-with-error.exitCode', { exitCode: code ?? '?' }),
    evidence,
  };
}

/** Which text tells of the failure of a task that the platform has added. */
const purposeTexts = {
  datasets: 'dataset-failed.fetching',
  storage: 'storage-failed.mounting',
} as const;

/**
 * How the failure of a task that is not the main one is told of the whole
 * workload: by what it was for, or by what has happened to it. @public
 */
export function taskReason(
  { name, purpose }: Pick<WorkloadTask, 'name' | 'purpose'>,
  reason: WorkloadReason,
): WorkloadReason {
  const text = purpose && purposeTexts[purpose];
  // Whatever else there is to say, such as that memory was short, says more.
  if (!text || reason.code !== 'exited-with-error') {
    return because('other.task', { task: name, reason });
  }
  return { ...because(text, { task: name }), evidence: reason.evidence };
}
