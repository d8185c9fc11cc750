import Docker from 'dockerode';
import type { Wish } from '../../folder/types';
import { WORKLOAD_LABEL } from '../../supervisor/runners/containerSpec';
import type { Reading } from './reading';

/** What each container of a workload has used; none, while Docker does not answer. */
export async function readContainers({
  workload,
  containerSocket,
}: Wish): Promise<Reading[]> {
  const docker = new Docker({ socketPath: containerSocket });
  try {
    const found = await docker.listContainers({
      filters: { label: [`${WORKLOAD_LABEL}=${workload.id}`] },
    });
    return await Promise.all(
      found.map(async ({ Id }) =>
        readingOf(
          await docker
            .getContainer(Id)
            .stats({ stream: false, 'one-shot': true }),
        ),
      ),
    );
  } catch {
    return []; // Ended meanwhile, or the daemon is being started anew.
  }
}

function readingOf({
  cpu_stats: cpu,
  memory_stats: memory,
}: Docker.ContainerStats): Reading {
  const { inactive_file: v2, total_inactive_file: v1 } = (memory.stats ??
    {}) as Partial<Record<string, number>>;
  return {
    cpuSeconds: cpu.cpu_usage.total_usage / 1e9,
    memoryBytes: Math.max(0, memory.usage - (v1 ?? v2 ?? 0)),
  };
}
