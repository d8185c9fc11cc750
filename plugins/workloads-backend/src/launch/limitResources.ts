import { withAdvice } from '@astrolabe/http';
import { tiers, type TierLimits } from '@astrolabe/plugin-communities-common';
import { NotAllowedError } from '@backstage/errors';
import type {
  WorkloadResources,
  WorkloadSpec,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import type { Person } from './types';

type Amount = keyof Pick<
  TierLimits,
  'cpuCores' | 'memoryBytes' | 'diskBytes' | 'gpuCount'
>;

const GIB = 1024 ** 3;

const words: Record<Amount, (amount: number) => string> = {
  cpuCores: amount => `${amount} cores`,
  memoryBytes: amount => `${gib(amount)} GiB of memory`,
  diskBytes: amount => `${gib(amount)} GiB of disk`,
  gpuCount: amount => `${amount} GPUs`,
};

type Needed = Record<Amount, number>;

/**
 * What a workload needs at once: its main task and those beside it together,
 * or one that runs before or after them, where that needs more.
 */
export function resourcesOf(spec: WorkloadSpec): WorkloadResources {
  const needed: Needed = {
    cpuCores: 0,
    memoryBytes: 0,
    diskBytes: 0,
    gpuCount: 0,
  };
  const amounts = Object.keys(needed) as Amount[];
  const isTogether = ({ role }: WorkloadTask) =>
    role === 'main' || role === 'beside';
  for (const { resources } of spec.tasks.filter(isTogether)) {
    for (const amount of amounts) needed[amount] += amountOf(resources, amount);
  }
  for (const { resources } of spec.tasks.filter(task => !isTogether(task))) {
    for (const amount of amounts) {
      needed[amount] = Math.max(needed[amount], amountOf(resources, amount));
    }
  }
  const { gpuCount, ...rest } = needed;
  const model = spec.tasks.find(task => task.resources.gpu?.model);
  return gpuCount === 0
    ? rest
    : { ...rest, gpu: { ...model?.resources.gpu, count: gpuCount } };
}

function amountOf(resources: WorkloadResources, amount: Amount): number {
  return amount === 'gpuCount' ? resources.gpu?.count ?? 0 : resources[amount];
}

/**
 * Holds a workload to what the person's tier allows, whatever its form says:
 * resources are refused, the time to live is lowered.
 */
export function limitResources(
  spec: WorkloadSpec,
  person: Person,
): WorkloadSpec {
  const { gpu, ...resources } = resourcesOf(spec);
  const wanted = { ...resources, gpuCount: gpu?.count ?? 0 };
  for (const amount of Object.keys(words) as Amount[]) {
    if (wanted[amount] > person.limits[amount]) {
      throw tooMuch(amount, wanted[amount], person);
    }
  }
  const most = person.limits.timeToLiveSeconds;
  if (most === undefined) return spec;
  const { timeToLiveSeconds = most } = spec.lifetime;
  return {
    ...spec,
    lifetime: {
      ...spec.lifetime,
      timeToLiveSeconds: Math.min(timeToLiveSeconds, most),
    },
  };
}

function tooMuch(amount: Amount, wanted: number, person: Person): Error {
  const say = words[amount];
  return withAdvice(
    new NotAllowedError(
      `One workload of the tier '${person.tier}' may use ${say(
        person.limits[amount],
      )}; this one asks for ${say(wanted)}`,
    ),
    {
      code: 'LIMIT_RESOURCES',
      cause: `limit ${amount} of tier ${person.tier}`,
      nextStep: `Ask for less. ${higherTier(amount, wanted)}`,
    },
  );
}

/** Which tier would allow it. */
export function higherTier(limit: keyof TierLimits, wanted: number): string {
  const tier = tiers.find(({ limits }) => (limits[limit] ?? 0) >= wanted);
  return tier
    ? `The tier '${tier.id}' allows it; your preferences page says how to get it.`
    : 'No tier allows it.';
}

function gib(bytes: number): number {
  return Math.round((bytes / GIB) * 100) / 100;
}
