import type {
  WorkloadLifetime,
  WorkloadReason,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { mebibytes } from '@astrolabe/plugin-workloads-common/resources';
import type { TaskExit } from './runners/types.ts';

/** How an attempt ended, and whether another may help. */
export interface Ending {
  state: 'completed' | 'failed' | 'stopped';
  reason: WorkloadReason;
  mayRetry: boolean;
}

/** Why a run has to end before its main task does. */
export class Interruption extends Error {
  /** Undefined: the wish has changed, and says itself what to do. */
  readonly ending: Ending | undefined;

  constructor(ending?: Ending) {
    super(ending?.reason.message ?? 'The wish has changed');
    this.name = 'Interruption';
    this.ending = ending;
  }
}

const PORT_TAKEN = /EADDRINUSE|address already in use/i;
const DISK_FULL = /ENOSPC|no space left on device/i;

/** What a task's exit means to its owner. */
export function exitEnding(options: {
  exit: TaskExit;
  task: WorkloadTask;
  /** The last lines of its log. */
  tail: string;
  lifetime: WorkloadLifetime;
}): Ending {
  const { exit, lifetime } = options;
  if (exit.code === 0) {
    return {
      state: 'completed',
      reason: {
        code: 'ended-by-itself',
        message: 'It has ended by itself, without an error.',
      },
      mayRetry: lifetime.kind === 'service',
    };
  }
  return { state: 'failed', reason: failure(options), mayRetry: true };
}

function failure({
  exit,
  task,
  tail,
}: {
  exit: TaskExit;
  task: WorkloadTask;
  tail: string;
}): WorkloadReason {
  const how = exit.signal ? `signal ${exit.signal}` : `exit code ${exit.code}`;
  const evidence = [how, tail].filter(Boolean).join('\n');
  if (exit.outOfMemory) {
    return {
      code: 'out-of-memory',
      message: `It needed more memory than the ${mebibytes(
        task.resources.memoryBytes,
      )} MiB that it may use.`,
      evidence: [exit.outOfMemory, how].join(' '),
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
  if (exit.signal) {
    return {
      code: 'killed',
      message: `It was ended from outside by ${exit.signal}.`,
      evidence,
      nextStep:
        exit.signal === 'SIGKILL'
          ? 'Deploy it again with more memory if it may have needed more; otherwise restart it.'
          : 'Restart it; if it happens again, ask who looks after this machine.',
    };
  }
  return {
    code: 'exited-with-error',
    message: `It ended with exit code ${exit.code}.`,
    evidence,
    nextStep: 'Its log says why; mend that, then restart.',
  };
}
