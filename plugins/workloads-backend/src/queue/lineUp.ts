import {
  add,
  amountsOf,
  nothing,
  subtract,
  type Amounts,
  type ReasonCode,
  type SiteCapacity,
  type WorkloadQueue,
} from '@astrolabe/plugin-workloads-common';
import type { LivingRun } from '../database';
import type { Run, RunningRun } from './types';

/** What stands in line. Others wait for something that no end of a run brings. */
const inLine: ReasonCode[] = [
  'waiting-for-capacity',
  'restarting',
  'preempted',
  'engine-unreachable',
];

/** What waits and what runs at one site of one engine. */
export interface Line {
  engine: string;
  siteId: string;
  waiting: LivingRun[];
  holding: LivingRun[];
}

/** Sites where something waits. Those that came first are first. */
export function lineUp(living: LivingRun[]): Line[] {
  const lines = new Map<string, Line>();
  for (const run of living) {
    const { engine, siteId } = run;
    const key = JSON.stringify([engine, siteId]);
    const line = lines.get(key) ?? { engine, siteId, waiting: [], holding: [] };
    if (isWaiting(run)) line.waiting.push(run);
    else if (run.placedAt) line.holding.push(run);
    lines.set(key, line);
  }
  return [...lines.values()].filter(({ waiting }) => waiting.length > 0);
}

/** Where each stands among those that wait for the same. */
export function positions(waiting: LivingRun[]): WorkloadQueue[] {
  const counts = { gpu: 0, cpu: 0 };
  const placed = waiting.map(run => {
    const resource = resourceOf(run);
    return { resource, position: ++counts[resource], since: run.queuedAt };
  });
  return placed.map(({ resource, position, since }) => ({
    resource,
    position,
    ahead: position - 1,
    total: counts[resource],
    since,
  }));
}

/** GPUs are what is scarce; what needs one waits for that. */
export function resourceOf({ summary }: LivingRun): 'gpu' | 'cpu' {
  return summary.resources.gpu?.count ? 'gpu' : 'cpu';
}

export function toRun({ id, entityRef, summary }: LivingRun): Run {
  const { kind, timeToLiveSeconds } = summary.lifetime;
  const needs = amountsOf(summary.resources);
  return { id, entityRef, kind, needs, timeToLiveSeconds };
}

export function toRunning(run: LivingRun, now: number): RunningRun {
  const heldSeconds = Math.max(0, (now - Date.parse(run.placedAt!)) / 1000);
  return { ...toRun(run), heldSeconds };
}

/**
 * What our own may hold together: others who use the site are taken to stay,
 * for nobody knows anything of them.
 */
export function capacityFor(
  { total, free }: SiteCapacity,
  holding: Run[],
): Amounts {
  const all = amountsOf(total);
  const ours = holding.map(({ needs }) => needs).reduce(add, nothing);
  const others = subtract(subtract(all, amountsOf(free)), ours);
  return subtract(all, others);
}

function isWaiting({ state, desired, reason }: LivingRun): boolean {
  return (
    state === 'queued' && desired === 'run' && inLine.includes(reason.code)
  );
}
