import type { WorkloadUsage } from '@astrolabe/plugin-workloads-node';
import type { NomadClient } from '../client/NomadClient';
import type { NomadAllocationStats, NomadDeviceStats } from '../client/types';
import type { JobView } from '../region/Mirror';
import { currentOf } from './observe';

/** So many nodes are asked at a time. */
const AT_ONCE = 4;

/**
 * What runs of these uses, each asked of its node by way of the servers: Nomad has
 * no list of it. A node that does not answer is not asked again in this round.
 */
export async function readUsages(
  client: NomadClient,
  views: (JobView | undefined)[],
): Promise<WorkloadUsage[]> {
  const usages: WorkloadUsage[] = [];
  const silent = new Set<string>();
  const left = views.filter(view => view !== undefined);
  const askOn = async () => {
    for (let view = left.shift(); view; view = left.shift()) {
      const { workloadId, generation } = view.document;
      const allocation = view.job.Stop ? undefined : currentOf(view);
      if (allocation?.ClientStatus !== 'running') continue;
      if (silent.has(allocation.NodeID)) continue;
      try {
        const { body } = await client.get<NomadAllocationStats>(
          `/client/allocation/${allocation.ID}/stats`,
        );
        const usage = usageOf(body);
        if (usage) usages.push({ workloadId, generation, ...usage });
      } catch (error) {
        // It has ended meanwhile; all else is its node, or the way to it.
        if ((error as Error).name !== 'NotFoundError') {
          silent.add(allocation.NodeID);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  return usages;
}

/**
 * Drivers differ in what they measure, and say which of it they did. Of a task that
 * has just begun nothing is known, and with some settings of a node nothing ever.
 */
export function usageOf({
  ResourceUsage: { CpuStats: cpu, MemoryStats: memory, DeviceStats: devices },
}: NomadAllocationStats):
  | Omit<WorkloadUsage, 'workloadId' | 'generation'>
  | undefined {
  const isMeasured = cpu?.Measured?.includes('Percent');
  // Whatever runs has some: 0 is what a driver could not learn.
  const memoryBytes = memory?.RSS || memory?.Usage || undefined;
  if (!isMeasured && memoryBytes === undefined) return undefined;
  return {
    cpuCores: isMeasured ? cpu!.Percent / 100 : undefined,
    memoryBytes,
    gpuShare: gpuShareOf(devices ?? []),
  };
}

/** As Nomad's device plugin for NVIDIA calls it, in percent. */
const GPU_UTILIZATION = 'GPU utilization';

/** The mean of all, when all are known. */
function gpuShareOf(devices: NomadDeviceStats[]): number | undefined {
  const shares = devices
    .flatMap(({ InstanceStats }) => Object.values(InstanceStats ?? {}))
    .map(({ Stats }) => {
      const value = Stats?.Attributes?.[GPU_UTILIZATION];
      return value?.IntNumeratorVal ?? value?.FloatNumeratorVal;
    });
  const known = shares.filter(share => share !== undefined);
  if (known.length === 0 || known.length < shares.length) return undefined;
  return known.reduce((sum, share) => sum + share, 0) / known.length / 100;
}
