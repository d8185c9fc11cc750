import type { RunReport } from '@astrolabe/plugin-assets-common';
import type { RepositoryRow } from '../publishing/RepositoryStore';

export type {
  CheckResult,
  CheckRun,
  CheckState,
  RunReport,
} from '@astrolabe/plugin-assets-common';

/** What is to be checked. */
export interface RunStart {
  /** Of the run: the same one twice starts nothing a second time. */
  id: string;
  repository: RepositoryRow;
  /** In whose name: who asked, or whose repository it is. */
  personRef: string;
  branch: string;
  commit: string;
}

/** What checks modules: one file each in `runners/`, all of this shape. */
export interface CheckRunner {
  /** As configured: `portal`, `forge`, `jenkins:<id>`. */
  readonly id: string;

  /** Whether what it says is the word of the forge itself: then the forge need not be told. */
  readonly isOfForge?: boolean;

  /** Whether it checks what is proposed to the branch, too. */
  readonly checksPulls?: boolean;

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

  /**
   * Another file that it has left, whole; undefined where there is none, or it is longer.
   * Missing: its runner leaves no files.
   */
  file?(
    run: RunStart,
    options: { reference: string; path: string; maxBytes: number },
  ): Promise<string | undefined>;

  /** Ends it where it runs; what has ended stays. Undefined where it cannot be stopped by us. */
  stop?(run: RunStart, reference: string): Promise<void>;
}

/** A runner that does not answer now. */
export class RunnerAwayError extends Error {
  override readonly name = 'RunnerAwayError';
  /** Not before then, where it wants a pause. */
  readonly until: Date | undefined;

  constructor(message: string, more: { until?: Date } = {}) {
    super(message);
    this.until = more.until;
  }
}
