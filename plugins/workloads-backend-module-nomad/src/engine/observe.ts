import {
  endpointUrl,
  taskReason,
  type Observation,
} from '@astrolabe/plugin-workloads-node';
import {
  because,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type { NomadAllocation, NomadTaskState } from '../client/types';
import type { JobDocument } from '../job/document';
import { isOver, type JobView } from '../region/Mirror';
import { failedReason, startingReason } from '../reasons/readTask';

const notEvenBegun: NomadTaskState = {
  State: 'dead',
  Failed: true,
  Restarts: 0,
  StartedAt: null,
  FinishedAt: null,
  Events: [],
};

type Seen = Pick<Observation, 'state' | 'reason'>;

/** What has to be done before a workload can be said to have ended. */
export type Pending = 'failed' | 'unhealthy' | 'expired' | 'lost' | 'again';

/** What Nomad's engine says of a workload. */
export function observe(
  view: JobView,
  context: {
    /** Names of its endpoints stand before its host. */
    endpointBase: string;
    /** Asked only of what waits. */
    whyItWaits(): WorkloadReason | undefined;
  },
): Observation {
  const { document } = view;
  const current = currentOf(view);
  const main = current && mainOf(view, current);
  const seen = stateOf(view, context.whyItWaits);
  const isOpen = seen.state === 'running';
  return {
    workloadId: document.workloadId,
    generation: document.generation,
    ...seen,
    endpoints: document.endpoints.map(({ name, title, path }) => ({
      name,
      title,
      url: endpointUrl(context.endpointBase, {
        slug: document.slug,
        name,
        path,
      }),
      ready: isOpen,
    })),
    startedAt: isoTime(main?.StartedAt),
  };
}

/** The allocation that is of the run that is wished for. */
export function currentOf(view: JobView): NomadAllocation | undefined {
  const { job, allocations } = view;
  // One that somebody began beside it, past the portal, may have ended again.
  const last =
    allocations.findLast(
      each => each.DesiredStatus === 'run' && !isOver(each),
    ) ?? allocations.at(-1);
  if (!last || job.Stop) return last;
  const isNew =
    last.CreateIndex > job.JobModifyIndex ||
    (last.DesiredStatus === 'run' &&
      ((last.AllocModifyIndex ?? 0) > job.JobModifyIndex ||
        (last.JobVersion !== undefined && last.JobVersion === job.Version)));
  return isNew ? last : undefined;
}

/** What the engine has to do about it, before it can say how it ended. */
export function pendingOf(view: JobView, now: number): Pending | undefined {
  const { job, document } = view;
  const current = currentOf(view);
  if (job.Stop || !current) return undefined;
  if (current.ClientStatus === 'failed' && current.DesiredStatus === 'run') {
    return 'failed';
  }
  if (current.ClientStatus === 'unknown') {
    return pendingOfAbsent(document, now - current.ModifyTime / 1e6);
  }
  const main = mainOf(view, current);
  if (current.ClientStatus !== 'running' || main?.State !== 'running') {
    return undefined;
  }
  const ran = now - Date.parse(main.StartedAt ?? '');
  const { timeToLiveSeconds, startSeconds } = document;
  if (timeToLiveSeconds !== undefined && ran >= timeToLiveSeconds * 1000) {
    return 'expired';
  }
  const waits = startSeconds !== undefined && !isHealthy(view, current);
  return waits && ran >= startSeconds * 1000 ? 'unhealthy' : undefined;
}

function pendingOfAbsent(
  { absence, timesAgain = 0 }: JobDocument,
  awayMs: number,
): Pending | undefined {
  if (!absence || awayMs < absence.seconds * 1000) return undefined;
  if (timesAgain < absence.restarts) return 'again';
  return absence.isEnd ? 'lost' : undefined;
}

function mainOf(
  { document }: JobView,
  allocation: NomadAllocation,
): NomadTaskState | undefined {
  return allocation.TaskStates?.[document.tasks[0]];
}

function stateOf(
  view: JobView,
  whyItWaits: () => WorkloadReason | undefined,
): Seen {
  const { job } = view;
  if (job.Stop) return stoppedState(view);
  const current = currentOf(view);
  if (!current) {
    if (job.Status === 'dead' && view.allocations.length > 0)
      return forgotten();
    const reason = whyItWaits() ?? because('waiting-for-capacity.looking');
    return { state: 'queued', reason };
  }
  switch (current.ClientStatus) {
    case 'running':
      return runningState(view, current);
    case 'complete':
      return current.DesiredStatus === 'run'
        ? completed()
        : displaced(view, current, whyItWaits);
    case 'failed':
      return current.DesiredStatus === 'run'
        ? {
            state: 'stopping',
            reason: failureOf(view, { allocation: current }),
          }
        : displaced(view, current, whyItWaits);
    case 'lost':
      return lost(current, 'node-lost.lost');
    case 'unknown':
      // Nomad, which was told to begin it nowhere else, leaves it unknown for good.
      return lost(
        current,
        view.isNodeLost ? 'node-lost.lost' : 'node-disconnected.silent',
      );
    default:
      return { state: 'starting', reason: pendingReason(view, current) };
  }
}

function stoppedState({ document, allocations, isNodeLost }: JobView): Seen {
  const { state, reason } = document.conclusion ?? {
    state: 'stopped' as const,
    reason: because('stopped-by-operator.atEngine'),
  };
  // Nobody can say when a node that is lost ends it, or whether it has.
  const isAway = isNodeLost || reason.code === 'node-lost';
  const isEnding = allocations.some(
    each => !isOver(each) && !(isAway && each.ClientStatus === 'unknown'),
  );
  return { state: isEnding ? 'stopping' : state, reason };
}

function runningState(view: JobView, current: NomadAllocation): Seen {
  const main = mainOf(view, current);
  if (!main || main.State === 'pending') {
    return { state: 'starting', reason: pendingReason(view, current) };
  }
  if (main.State === 'dead') {
    return { state: 'stopping', reason: because('ended-by-itself.mainOnly') };
  }
  if (!isHealthy(view, current)) {
    return { state: 'starting', reason: because('waiting-for-health.waiting') };
  }
  return { state: 'running', reason: because('ready.runs') };
}

function isHealthy({ job, document }: JobView, current: NomadAllocation) {
  // Nomad asks nothing of batch jobs.
  if (document.startSeconds === undefined || job.Type === 'batch') return true;
  return current.DeploymentStatus?.Healthy === true;
}

function pendingReason(
  view: JobView,
  current: NomadAllocation,
): WorkloadReason {
  const before = Object.entries(current.TaskStates ?? {}).find(
    ([name, { State }]) =>
      name !== view.document.tasks[0] && State === 'running',
  );
  const main = mainOf(view, current);
  if (before && main?.State === 'pending') {
    return because('starting-process.taskFirst', { task: before[0] });
  }
  return main
    ? startingReason(main)
    : because('starting-process.takenOver', {
        node: current.NodeName,
      });
}

/** How an allocation failed: by the main task, or by another that was needed. */
export function failureOf(
  view: JobView,
  { allocation, tail = '' }: { allocation: NomadAllocation; tail?: string },
): WorkloadReason {
  const { name, task } = failedTask(view, allocation);
  const [main] = view.document.tasks;
  const reason = failedReason(task, {
    memoryBytes: view.document.memoryBytes[name],
    environment: view.document.environments?.[name],
    tail,
  });
  const purpose = view.document.purposes?.[name];
  return name === main ? reason : taskReason({ name, purpose }, reason);
}

/** The task that failed, or the main one. */
export function failedTask(
  view: JobView,
  allocation: NomadAllocation,
): { name: string; task: NomadTaskState } {
  const [main] = view.document.tasks;
  const states = allocation.TaskStates ?? {};
  const failed = Object.keys(states).filter(name => states[name].Failed);
  const name = failed.includes(main) ? main : failed[0] ?? main;
  return { name, task: states[name] ?? notEvenBegun };
}

function completed(): Seen {
  return { state: 'completed', reason: because('ended-by-itself.well') };
}

/** It had to leave its node, for more urgent work or since the node is emptied. */
function displaced(
  { job, blocked }: JobView,
  current: NomadAllocation,
  whyItWaits: () => WorkloadReason | undefined,
): Seen {
  const evidence = current.DesiredDescription;
  // Of a batch job that ended well when it was told to leave, nothing is left to do.
  if (job.Status === 'dead') {
    const reason = because('node-lost.emptied', { node: current.NodeName });
    return { state: 'lost', reason: { ...reason, evidence } };
  }
  const isLate = blocked && blocked.CreateIndex > current.CreateIndex;
  const reason = isLate ? whyItWaits() : undefined;
  const isPreempted = Boolean(current.PreemptedByAllocation);
  if (reason) {
    const group = isPreempted ? 'preempted' : 'restarting';
    return { state: 'queued', reason: because(`${group}.waits`, { reason }) };
  }
  return isPreempted
    ? {
        state: 'queued',
        reason: { ...because('preempted.byOther'), evidence },
      }
    : {
        state: 'starting',
        reason: { ...because('restarting.moved'), evidence },
      };
}

function lost(
  { NodeName, ClientDescription }: NomadAllocation,
  text: 'node-lost.lost' | 'node-disconnected.silent',
): Seen {
  return {
    state: 'lost',
    reason: {
      ...because(text, { node: NodeName }),
      evidence: ClientDescription || undefined,
    },
  };
}

function forgotten(): Seen {
  return { state: 'lost', reason: because('lost-sight.forgotten') };
}

function isoTime(time: string | null | undefined): string | undefined {
  return time ? new Date(time).toISOString() : undefined;
}
