import {
  lacking,
  requirementsOf,
  toResources,
  type Amounts,
  type GpuModelCapacity,
  type SiteCapacity,
  type SitePlan,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';

/** What one site has free, and GPUs by model. */
export interface Room {
  free: Amounts;
  gpuModels?: Record<string, number>;
}

/** An engine whose sites take what fits into what they have free now, and keep the rest waiting. */
export class RoomyEngine extends InMemoryWorkloadEngine {
  /** What each site has free now. */
  rooms: Record<string, Room>;
  /** The most dry runs that went on at the same time. */
  most = 0;
  #now = 0;

  constructor(id: string, rooms: Record<string, Room>) {
    super({ id });
    this.rooms = rooms;
  }

  async plan(spec: WorkloadSpec): Promise<SitePlan[]> {
    this.most = Math.max(this.most, ++this.#now);
    await super.plan(spec).finally(() => this.#now--);
    return Object.entries(this.rooms).map(([siteId, room]) => ({
      ...this.#named(siteId),
      ...(fits(spec, room)
        ? { verdict: 'now' }
        : {
            verdict: 'later',
            reason: { code: 'waiting-for-capacity', message: 'It is taken' },
          }),
    }));
  }

  async capacity(): Promise<SiteCapacity[]> {
    await super.capacity();
    return Object.entries(this.rooms).map(([siteId, room]) => ({
      ...this.#named(siteId),
      total: toResources(room.free),
      free: toResources(room.free),
      gpuModels: Object.entries(room.gpuModels ?? {}).map(
        ([model, free]): GpuModelCapacity => ({
          ...{ model, total: free, eligible: free, used: 0, free },
        }),
      ),
    }));
  }

  #named(siteId: string) {
    return { siteId, title: `The site ${siteId}`, engine: this.id };
  }
}

function fits(spec: WorkloadSpec, { free, gpuModels = {} }: Room): boolean {
  const [{ count = 0, model = '' } = {}] = spec.tasks.flatMap(
    ({ resources }) => resources.gpu ?? [],
  );
  const isThere = !model || count === 0 || (gpuModels[model] ?? 0) >= count;
  return isThere && lacking(requirementsOf(spec), free).length === 0;
}
