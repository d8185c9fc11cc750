import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';
import { mebibytes } from '@astrolabe/plugin-workloads-common/resources';

// Imports nothing but types and what may be loaded so: the supervisor of the local engine loads this file as it is.

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
      code: 'out-of-memory',
      message: `It needed more memory than the ${mebibytes(
        memoryBytes,
      )} MiB that it may use.`,
      evidence: [outOfMemory, how].join(' '),
      nextStep: 'Deploy it again with more memory.',
    };
  }
  if (PORT_TAKEN.test(tail)) {
    return {
      code: 'port-in-use',
      message: 'The port that it listens on is in use by another program.',
      evidence,
      nextStep:
        'Restart it: it gets other ports. If it always takes the same one, stop what uses it.',
    };
  }
  if (DISK_FULL.test(tail)) {
    return {
      code: 'disk-full',
      message: 'It found no room left on the disk.',
      evidence,
      nextStep: 'Remove workloads or files that are not needed, then restart.',
    };
  }
  if (signal) {
    return {
      code: 'killed',
      message: `It was ended from outside by ${signal}.`,
      evidence,
      nextStep:
        signal === 'SIGKILL'
          ? 'Deploy it again with more memory if it may have needed more; otherwise restart it.'
          : 'Restart it; if it happens again, ask who looks after the machine.',
    };
  }
  return {
    code: 'exited-with-error',
    message: `It ended with exit code ${code}.`,
    evidence,
    nextStep: 'Its log says why; mend that, then restart.',
  };
}
