/**
 * queued: it waits for its turn, or for a place. running. passed, failed: it has ended.
 * stopped: somebody stopped it. superseded: a newer commit came before its turn.
 * unclear: its runner cannot say, and will not.
 *
 * @public
 */
export type CheckState =
  | 'queued'
  | 'running'
  | 'passed'
  | 'failed'
  | 'stopped'
  | 'superseded'
  | 'unclear';

/** What one check said. @public */
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

/** What a runner says of a run. @public */
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
  /** What it has left beside its logs, and is kept: `sbom.cdx.json`. */
  files?: string[];
}

/** One commit, checked once by one runner. @public */
export interface CheckRun extends RunReport {
  id: string;
  /** Entity ref of the asset. */
  entityRef: string;
  runner: string;
  branch: string;
  /** 40 digits. */
  commit: string;
  /**
   * push: its branch came to it, also as it was put here. hand: a person asked. pull: it
   * was proposed, from another branch of its repository; nothing is concluded of that.
   */
  cause: 'push' | 'hand' | 'pull';
  /** The number of what proposed it at its forge. */
  pullRequest?: number;
  /** User entity ref of who asked, or of whose repository it is. */
  personRef: string;
  createdAt: string;
}

/**
 * Whether the forge tells of pushes. listening: it does. silent: it was asked to,
 * and nothing has come of it yet. refused: it did not take the hook. none: it was not
 * asked.
 *
 * @public
 */
export interface CheckHook {
  state: 'listening' | 'silent' | 'refused' | 'none';
  /** Why, in a line, and what to do. */
  reason?: string;
  /** When it told of something last; ISO 8601, UTC. */
  lastAt?: string;
}

/** What is known of the checks of an asset. @public */
export interface AssetChecks {
  /** Newest first. */
  items: CheckRun[];
  /** Whether who asks may have them run. */
  mayRun: boolean;
  whyNot?: string;
  /** Whether pushes have them run. */
  onPush?: boolean;
  /** Of a repository that was made or registered here. */
  hook?: CheckHook;
  /** Why its forge is not told what came of them, to who may have them run. */
  untold?: string;
}

/** Sent when a run has ended: what it was, and what came of it. @public */
export const MODULE_CHECKED_TOPIC = 'astrolabe.module-checked';

/** @public */
export interface ModuleChecked {
  entityRef: string;
  commit: string;
  runner: string;
  state: CheckState;
}

/** Badges of a module, for its README. @public */
export const badgeNames = ['checks', 'version', 'licence', 'doi'] as const;

/** @public */
export type BadgeName = (typeof badgeNames)[number];

/** Whether nothing more comes of a run. @public */
export function isOver({ state }: Pick<CheckRun, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}
