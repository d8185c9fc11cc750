import type {
  Amounts,
  WorkloadLifetime,
} from '@astrolabe/plugin-workloads-common';

/** What is known of any run before it begins. */
export interface Run {
  /** Of the workload: the same run is drawn alike each time. */
  id: string;
  entityRef: string;
  kind: WorkloadLifetime['kind'];
  needs: Amounts;
  /** How long it may run at most, if that was asked. */
  timeToLiveSeconds?: number;
}

/** A run that holds its resources now. */
export interface RunningRun extends Run {
  heldSeconds: number;
}

/** A run that has ended, as the history knows it. */
export interface EndedRun {
  entityRef: string;
  kind: WorkloadLifetime['kind'];
  usesGpu: boolean;
  /** How long it held its resources. */
  heldSeconds: number;
  /** Its time to live ended it: by itself it would have gone on. */
  isCut: boolean;
}

/** A site at one moment. */
export interface SiteNow {
  /** What runs there may hold together: without what others hold. */
  capacity: Amounts;
  running: RunningRun[];
  /** The first in line first. */
  waiting: Run[];
  /** Nobody starts before those that came earlier; else whoever fits. */
  isInOrder: boolean;
}

/** A wait as a replay of the queue has it, from now on. */
export interface Wait {
  p50Seconds: number;
  p80Seconds: number;
}
