import type { RepositoryRow } from '../publishing/RepositoryStore';

/**
 * queued: it waits for its turn, or for a place. running. passed, failed: it has ended.
 * stopped: somebody stopped it. superseded: a newer commit came before its turn.
 * unclear: its runner cannot say, and will not.
 */
export type CheckState =
  | 'queued'
  | 'running'
  | 'passed'
  | 'failed'
  | 'stopped'
  | 'superseded'
  | 'unclear';

/** What one check said. */
export interface CheckResult {
  /** Unique in its run. */
  name: string;
  status: 'queued' | 'running' | 'passed' | 'failed' | 'skipped';
  seconds?: number;
  /** Why, in a line, where it has not passed. */
  reason?: string;
  /** Whether its runner has a log of it. */
  hasLog: boolean;
  /** Its page at a runner elsewhere. */
  url?: string;
}

/** What a runner says of a run. */
export interface RunReport {
  state: CheckState;
  /** Why, in a line: it waits, it failed as a whole, it cannot be told. */
  reason?: string;
  checks: CheckResult[];
  /** ISO 8601, UTC. */
  startedAt?: string;
  endedAt?: string;
  /** Its page at a runner elsewhere. */
  url?: string;
  /** Of the embedded runner. */
  workloadId?: string;
}

/** One commit, checked once by one runner. */
export interface CheckRun extends RunReport {
  id: string;
  /** Entity ref of the asset. */
  entityRef: string;
  runner: string;
  branch: string;
  /** 40 digits. */
  commit: string;
  /** push: its forge told of it. hand: a person asked. */
  cause: 'push' | 'hand';
  /** User entity ref of who asked, or of whose repository it is. */
  personRef: string;
  createdAt: string;
}

/** What is to be checked. */
export interface RunStart {
  /** Of the run: the same one twice starts nothing a second time. */
  id: string;
  repository: RepositoryRow;
  branch: string;
  commit: string;
}

/** What checks modules: one file each in `runners/`, all of this shape. */
export interface CheckRunner {
  /** As configured: `portal`, `forge`, `jenkins:<id>`. */
  readonly id: string;

  /** Whether it can check this repository at all. */
  takes(repository: RepositoryRow): Promise<boolean>;

  /**
   * Starts it, or finds what the runner has started by itself.
   *
   * @returns what the runner knows it by; undefined while it does not know it yet: it is
   * asked again
   */
  start(run: RunStart): Promise<string | undefined>;

  /** How it is by now. @throws RunnerAwayError where it does not answer: it is asked again */
  read(run: RunStart, reference: string): Promise<RunReport>;

  /** Log of a check as text, at most so many bytes of its end; undefined where there is none. */
  log(
    run: RunStart,
    options: { reference: string; check: string; maxBytes: number },
  ): Promise<string | undefined>;

  /** Ends it where it runs; what has ended stays. Undefined where it cannot be stopped by us. */
  stop?(run: RunStart, reference: string): Promise<void>;
}

/** A runner that does not answer now. */
export class RunnerAwayError extends Error {
  override readonly name = 'RunnerAwayError';
}
