import type {
  ResourcesUsed,
  UsedResources,
} from '@astrolabe/plugin-workloads-node';
import type { DatabaseUsageStore } from '../database';

/** Of fewer, one could tell whose they were. */
const FEWEST = 3;
/** What most need: one that was let run wild does not speak for all. */
const MOST = 0.9;
const FRESH_MS = 10 * 60_000;

/** What runs of a module have used at most, told of many together. */
export class RunsUsed implements UsedResources {
  readonly #samples: Pick<DatabaseUsageStore, 'peaksOf'>;
  readonly #known = new Map<
    string,
    { at: number; used: Promise<ResourcesUsed | undefined> }
  >();

  constructor(samples: Pick<DatabaseUsageStore, 'peaksOf'>) {
    this.#samples = samples;
  }

  of(entityRef: string): Promise<ResourcesUsed | undefined> {
    const known = this.#known.get(entityRef);
    if (known && Date.now() - known.at < FRESH_MS) return known.used;
    const used = this.#count(entityRef);
    this.#known.set(entityRef, { at: Date.now(), used });
    used.catch(() => this.#known.delete(entityRef));
    return used;
  }

  async #count(entityRef: string): Promise<ResourcesUsed | undefined> {
    const runs = await this.#samples.peaksOf(entityRef);
    if (runs.length < FEWEST) return undefined;
    const cpuCores = mostOf(runs.map(({ cpuPeak }) => cpuPeak));
    const memoryBytes = mostOf(runs.map(({ memoryPeak }) => memoryPeak));
    const gpuCount = mostOf(runs.map(({ gpus }) => gpus));
    return {
      runs: runs.length,
      ...(cpuCores !== undefined && {
        cpuCores: Math.round(cpuCores * 100) / 100,
      }),
      ...(memoryBytes !== undefined && {
        memoryBytes: Math.round(memoryBytes),
      }),
      ...(gpuCount !== undefined && { gpuCount }),
    };
  }
}

/** What nine in ten stay below; undefined where of too few it is known. */
function mostOf(values: (number | undefined)[]): number | undefined {
  const known = values
    .filter(value => value !== undefined)
    .sort((one, other) => one - other);
  if (known.length < FEWEST) return undefined;
  return known[Math.ceil(known.length * MOST) - 1];
}
