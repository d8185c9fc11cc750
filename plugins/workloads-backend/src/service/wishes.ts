import { withAdvice } from '@astrolabe/http';
import { ConflictError } from '@backstage/errors';
import {
  because,
  workloadActions,
  workloadCan,
  type WorkloadAction,
} from '@astrolabe/plugin-workloads-common';
import {
  notReady,
  type WorkloadChange,
  type WorkloadRecord,
} from '../database';

/** What a person's wish makes of a workload. */
type Wish = (record: WorkloadRecord) => WorkloadChange;

/** The same, where it may be nothing. */
export type Wished = (record: WorkloadRecord) => WorkloadChange | undefined;

const wishes: Record<
  Exclude<WorkloadAction, 'open' | 'snapshot' | 'snooze'>,
  Wish
> = {
  stop: record => ({
    desired: 'stop',
    state: 'stopping',
    reason: because('stopped-by-person.stopping'),
    endpoints: notReady(record),
    idle: null,
  }),
  restart: record => ({
    desired: 'run',
    generation: record.generation + 1,
    state: 'queued',
    reason: because('restarting.byPerson'),
    endpoints: notReady(record),
    startedAt: null,
    endsAt: null,
    idle: null,
    follow: record.follow && { ...record.follow, begun: undefined },
  }),
  delete: record => ({
    desired: 'delete',
    state: 'stopping',
    reason: because('stopped-by-person.deleting'),
    endpoints: notReady(record),
  }),
};

/** What is to change in the record when a person wishes this. */
export function wish(
  action: keyof typeof wishes,
  record: WorkloadRecord,
): WorkloadChange | undefined {
  // Asked again while it is on its way: that is what was wished for.
  if (action === 'delete' && record.desired === 'delete') return undefined;
  assertCan(action, record);
  return wishes[action](record);
}

/**
 * Deletes it; also with what was not copied back, where that is given up. Of what runs
 * nobody can know that yet: it ends and copies back first. Asked again, it waits no more.
 */
export function wishDeletion(giveUpFiles: boolean): Wished {
  return record => {
    if (!giveUpFiles) return wish('delete', record);
    if (record.givesUp) return undefined;
    const change = wish('delete', record);
    const runs = record.state === 'starting' || record.state === 'running';
    return runs ? change : { ...change, givesUp: true };
  };
}

/** @throws ConflictError when the state table does not allow it */
export function assertCan(
  action: WorkloadAction,
  record: WorkloadRecord,
): void {
  const gone = record.desired === 'delete';
  if (workloadCan(action, record) && !gone) return;
  const possible = workloadActions.filter(
    other => !gone && workloadCan(other, record),
  );
  throw withAdvice(
    new ConflictError(
      `'${record.title}' is ${record.state}: '${action}' is not possible now`,
    ),
    {
      code: 'STATE_CONFLICT',
      cause: `Possible now: ${possible.join(', ') || 'nothing'}`,
      nextStep: 'Wait until its state changes.',
    },
  );
}
