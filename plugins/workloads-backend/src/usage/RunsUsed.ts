import type {
  ResourcesUsed,
  UsedResources,
} from '@astrolabe/plugin-workloads-node';
import type { DatabaseUsageStore, Peaks } from '../database';

/** People: of fewer, one could tell what one of them does. */
const FEWEST = 3;
/** Of so many, what nine in ten stay below is not what one of them has used. */
const MANY = 10;
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
    const owners = [...new Set(runs.map(({ owner }) => owner))];
    const people = owners.map(each =>
      runs.filter(({ owner }) => owner === each),
    );
    if (people.length < FEWEST) return undefined;
    // One value of each person, however often they have run it.
    const most = (of: (peaks: Peaks) => number | undefined) =>
      mostOf(people.map(theirs => greatest(theirs.map(of))));
    const cpuCores = most(({ cpuPeak }) => cpuPeak);
    const memoryBytes = most(({ memoryPeak }) => memoryPeak);
    const gpuCount = most(({ gpus }) => gpus);
    return {
      runs: atLeast(runs.length),
      ...(cpuCores !== undefined && { cpuCores }),
      ...(memoryBytes !== undefined && { memoryBytes }),
      ...(gpuCount !== undefined && { gpuCount }),
    };
  }
}

function greatest(values: (number | undefined)[]): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

/** How many there are says, over time, when somebody runs one. */
function atLeast(runs: number): number {
  if (runs < MANY) return FEWEST;
  const digit = 10 ** Math.floor(Math.log10(runs));
  return Math.floor(runs / digit) * digit;
}

/**
 * What nine in ten stay below, in two digits. Of few people that is what one of them
 * has used: of those, the next power of two. Undefined where of too few it is known.
 */
function mostOf(values: (number | undefined)[]): number | undefined {
  const known = values
    .filter(value => value !== undefined)
    .sort((one, other) => one - other);
  if (known.length < FEWEST) return undefined;
  const most = known[Math.ceil(known.length * MOST) - 1];
  if (known.length >= MANY) return Number(most.toPrecision(2));
  return most > 0 ? 2 ** Math.ceil(Math.log2(most)) : 0;
}
