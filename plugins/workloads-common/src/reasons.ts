/**
 * Why a workload is in its state: a closed list, so that pages can translate
 * it and automation can branch on it. `evidence` and `nextStep` travel beside
 * it in a {@link WorkloadReason}.
 *
 * @public
 */
export const reasonCodes = [
  'waiting-for-capacity',
  'preparing-environment',
  'pulling-image',
  'starting-process',
  'waiting-for-health',
  'ready',
  'stopped-by-person',
  'time-to-live-reached',
  'ended-by-itself',
  'exited-with-error',
  'killed',
  'out-of-memory',
  'restarting',
  'health-check-failed',
  'environment-failed',
  'image-pull-failed',
  'missing-program',
  'missing-runtime',
  'port-in-use',
  'disk-full',
  'engine-unreachable',
  'engine-refused',
  'lost-sight',
  'site-unavailable',
  'constraint-not-met',
  'no-such-gpu',
  'quota-exceeded',
  'node-disconnected',
  'node-lost',
  'preempted',
  'stopped-by-operator',
] as const;

/** @public */
export type ReasonCode = (typeof reasonCodes)[number];

/**
 * The cause of a state, what shows it, and what a person can do.
 *
 * @public
 */
export interface WorkloadReason {
  code: ReasonCode;
  /** One sentence in English; pages translate by `code` and show this beside it. */
  message: string;
  /** What shows it: the last lines of a log, an exit code, a path. */
  evidence?: string;
  /** What to do now. */
  nextStep?: string;
  /** How far a long step is, 0 to 1, where it is known. */
  progress?: number;
}
