import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import type {
  WorkloadReason,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';

/**
 * `workload.json`: what should be. Written by the engine alone, so that the
 * supervisor never has to guess whose word is the last.
 */
export interface Wish {
  workload: EngineWorkload;
  desired: 'run' | 'stop' | 'remove';
  /** The portal ends and takes its workloads up again at its next start. */
  paused?: boolean;
  /** When it was last asked to copy back once more what is left of one that has ended. UTC, ISO 8601. */
  again?: string;
  /** For the queue: first come, first served. UTC, ISO 8601. */
  submittedAt: string;
  /** Indexes of the GPUs that it holds. */
  gpus: number[];
  /** Where containers are made, when a task needs one. */
  containerSocket?: string;
}

/** `state.json`: what is. Written by the supervisor alone. */
export interface Report {
  generation: number;
  state: WorkloadState;
  reason: WorkloadReason;
  /** How often the main task was started in this generation, less one. */
  restarts: number;
  /** When the main task last began to run. UTC, ISO 8601. */
  startedAt?: string;
  /** When it first ran in this generation; the time to live counts from here. */
  firstStartedAt?: string;
  /** Port names and the numbers on 127.0.0.1 that they got. */
  ports: Record<string, number>;
  /** Names of ports that answer. */
  readyPorts: string[];
  /** The last such wish that was seen to. */
  again?: string;
  /** What runs now, so that a successor can end it. */
  leftovers: Leftovers;
}

/** Everything outside the folder that a killed supervisor leaves behind. */
export interface Leftovers {
  processes: TaskProcess[];
  cgroups: string[];
  /** True when containers may carry this workload's label. */
  containers: boolean;
}

/** The first process of a task. */
export interface TaskProcess extends ProcessIdentity {
  /** Missing in reports of older supervisors. */
  task?: string;
}

/** A process, safe against reuse of its number. */
export interface ProcessIdentity {
  pid: number;
  /** In the system's own unit; equal only for the same process of the same boot. */
  startTime: string;
}

/** `settings.json` of the data folder: what supervisors need to know of the configuration. */
export interface Settings {
  environmentRoots: string[];
  /** How long a task may take to end after SIGTERM. */
  stopGraceMs: number;
  /** Tasks after the main one are for tidying up: they have so long, all together. */
  afterLimitMs: number;
  /** First pause before a restart; it doubles each time. */
  restartDelayMs: number;
  /** Kept of each task's output. */
  logBytes: number;
  /** A workload ends as `disk-full` when less is left on the disk. */
  minimumFreeDiskBytes: number;
  /** False: limits are watched instead of enforced by the kernel. */
  cgroups: boolean;
  /** Where endpoints are served, such as `http://apps.localhost:7008`. */
  gatewayBaseUrl: string;
}
