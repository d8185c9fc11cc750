import type {
  WorkloadLifetime,
  WorkloadReason,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { exitReason } from '@astrolabe/plugin-workloads-node/exitReason';
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
      reason: because('ended-by-itself.well'),
      mayRetry: lifetime.kind === 'service',
    };
  }
  const { memoryBytes } = options.task.resources;
  const reason = exitReason({ ...exit, memoryBytes, tail: options.tail });
  return { state: 'failed', reason, mayRetry: true };
}
