import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** What runs of a module or tool have really used: of each person the most, and nine in ten of them no more. @public */
export interface ResourcesUsed {
  /** How many services it is counted of. */
  runs: number;
  cpuCores?: number;
  memoryBytes?: number;
  gpuCount?: number;
}

/** What was measured, for other rooms of this process. @public */
export interface UsedResources {
  /** Undefined where too few have run to say it without telling of one alone. */
  of(entityRef: string): Promise<ResourcesUsed | undefined>;
}

/**
 * The workloads room as others see it: it puts itself in here when it has started, and
 * until then knows nothing.
 *
 * @public
 */
export class UsedResourcesSlot implements UsedResources {
  #used: UsedResources | undefined;

  /** Called once, by the workloads room. */
  provide(used: UsedResources): void {
    this.#used = used;
  }

  of: UsedResources['of'] = async entityRef => this.#used?.of(entityRef);
}

/** What the workloads room of this process has measured. @public */
export const usedResourcesRef = createServiceRef<UsedResourcesSlot>({
  id: 'astrolabe.used-resources',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new UsedResourcesSlot(),
    }),
});
