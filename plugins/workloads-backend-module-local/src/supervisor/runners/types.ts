import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import type { EngineValues } from '../../folder/resolve.ts';
import type { WorkloadLayout } from '../../folder/layout.ts';
import type { Leftovers, Settings } from '../../folder/types.ts';
import type { LogWriter } from '../LogWriter.ts';

/** How a task ended. */
export interface TaskExit {
  code?: number;
  signal?: string;
  /** What shows that it used more memory than it may. */
  outOfMemory?: string;
}

/** A task that runs, whatever it runs in. */
export interface RunningTask {
  task: WorkloadTask;
  log: LogWriter;
  exited: Promise<TaskExit>;
  /** Asks it to end, then ends it with all that it started. Resolves when nothing is left. */
  stop(graceMs: number): Promise<void>;
  /** What a successor of this supervisor would have to end. */
  leftovers: Leftovers;
}

/** What a runner is given to start a task. */
export interface StartRequest {
  workloadId: string;
  generation: number;
  task: WorkloadTask;
  layout: WorkloadLayout;
  settings: Settings;
  log: LogWriter;
  values: EngineValues;
  gpus: number[];
  /** Folders of the task's environment that hold programs. */
  programFolders: string[];
  /** Variables that the task's environment asks for. */
  environmentVariables: Record<string, string>;
}

/** Runs tasks of one kind: as processes, as containers. */
export interface TaskRunner {
  /** What has to be there first, such as an image. Throws a Refusal. */
  prepare(
    task: WorkloadTask,
    options: {
      signal: AbortSignal;
      onProgress: (line: string, progress?: number) => void;
    },
  ): Promise<void>;
  /** Resolves when it runs. Throws a Refusal when it cannot. */
  start(request: StartRequest): Promise<RunningTask>;
}
