/**
 * The life of a workload in the words that people read. Each engine translates
 * its own vocabulary into these.
 *
 * @public
 */
export const workloadStates = [
  'queued',
  'starting',
  'running',
  'stopping',
  'stopped',
  'completed',
  'failed',
  'lost',
] as const;

/** @public */
export type WorkloadState = (typeof workloadStates)[number];

const statesAllowing = {
  open: ['running'],
  snapshot: ['running'],
  snooze: ['running'],
  stop: ['queued', 'starting', 'running', 'lost'],
  restart: ['running', 'stopped', 'completed', 'failed', 'lost'],
  delete: [
    'queued',
    'starting',
    'running',
    // A program that does not end must not keep its place for ever.
    'stopping',
    'stopped',
    'completed',
    'failed',
    'lost',
  ],
} as const satisfies Record<string, readonly WorkloadState[]>;

/** @public */
export type WorkloadAction = keyof typeof statesAllowing;

/** Every action that the state table knows, in the order of pages. @public */
export const workloadActions = Object.keys(statesAllowing) as WorkloadAction[];

/**
 * Whether an action makes sense in the workload's present state. The API
 * refuses and the pages disable from this one table.
 *
 * @public
 */
export function workloadCan(
  action: WorkloadAction,
  workload: { state: WorkloadState },
): boolean {
  const allowed: readonly WorkloadState[] = statesAllowing[action];
  return allowed.includes(workload.state);
}

/** States in which the engine has nothing left to do by itself. @public */
export function isSettled(state: WorkloadState): boolean {
  return ['stopped', 'completed', 'failed'].includes(state);
}
