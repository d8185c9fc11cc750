import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  LaunchRequest,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';

/** How a job is by now. @public */
export interface Job {
  /** Of its workload. */
  id: string;
  state: WorkloadState;
  /** Why it is in that state, in a sentence. */
  reason: string;
  /** What can be done about it. */
  nextStep?: string;
  /** ISO 8601, UTC. */
  startedAt?: string;
  changedAt: string;
}

/**
 * What other rooms of this process have run in a person's name while that person is
 * away: with what they may, and counted as theirs. A job is a workload like all others.
 *
 * @public
 */
export interface JobsService {
  /** Notes who somebody is while they are here: nobody else may be able to say it later. */
  meet(credentials: BackstageCredentials): Promise<void>;

  /**
   * Launches it, once for each key.
   *
   * @throws an error with advice where the person may not, or has no room left
   */
  launch(
    ownerRef: string,
    request: LaunchRequest,
    options: { key: string },
  ): Promise<Job>;

  /** Undefined where there is none any more, or it is not theirs. */
  get(ownerRef: string, id: string): Promise<Job | undefined>;

  /**
   * A file that it has left in its artefacts so far: the end of it, where it is longer.
   * Undefined where there is none, or it is longer than `longest`: then none of it is read.
   *
   * @throws ServiceUnavailableError where it cannot be read now, or not in time
   */
  artefact(
    ownerRef: string,
    job: { id: string; path: string },
    options: { maxBytes: number; longest: number },
  ): Promise<Uint8Array | undefined>;

  /** The end of what its main task has printed. */
  log(
    ownerRef: string,
    id: string,
    options: { maxBytes: number },
  ): Promise<string>;

  /** Ends it where it runs; what has ended stays. */
  stop(ownerRef: string, id: string): Promise<void>;
}
