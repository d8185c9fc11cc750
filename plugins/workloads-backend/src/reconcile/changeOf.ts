import type { Observation } from '@astrolabe/plugin-workloads-node';
import type { WorkloadChange, WorkloadRecord } from '../database';

/** What an observation says that the database does not know; undefined if nothing. */
export function changeOf(
  workload: WorkloadRecord,
  seen: Observation,
): WorkloadChange | undefined {
  const startedAt = seen.startedAt ?? workload.startedAt;
  const after = {
    state: seen.state,
    reason: seen.reason,
    endpoints: workload.endpoints.map(endpoint => ({
      ...endpoint,
      ready: seen.endpoints.some(e => e.name === endpoint.name && e.ready),
    })),
    startedAt,
    endsAt: endOf(workload, startedAt),
    // What its lifetime has ended must not be started again.
    desired:
      seen.reason.code === 'time-to-live-reached' && workload.desired === 'run'
        ? ('stop' as const)
        : workload.desired,
  };
  const isSame = Object.entries(after).every(
    ([key, value]) =>
      JSON.stringify(value) ===
      JSON.stringify(workload[key as keyof WorkloadRecord]),
  );
  return isSame ? undefined : after;
}

function endOf(
  workload: WorkloadRecord,
  startedAt: string | undefined,
): string | undefined {
  const seconds = workload.summary.lifetime.timeToLiveSeconds;
  if (!startedAt || !seconds) return undefined;
  return new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
}
