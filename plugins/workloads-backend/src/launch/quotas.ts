import { withAdvice } from '@astrolabe/http';
import {
  countsIn,
  TIER_QUOTA_ID,
  type Quota,
} from '@astrolabe/plugin-communities-common';
import {
  fitsQuota,
  holdingOf,
  inWords,
  nothing,
  resourcesOf,
  type Holding,
  type QuotaResource,
  type QuotaUse,
  type WorkloadResources,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { NotAllowedError } from '@backstage/errors';
import type { HeldQuery, WorkloadStore } from '../database';
import { withMore } from './limitResources';
import type { Person } from './types';

/** What is asked for: so many workloads like this one. */
export interface Asked {
  kind: string;
  resources: WorkloadResources;
}

/** What one workload asks for. */
export function askedBy(spec: WorkloadSpec): Asked {
  return { kind: spec.lifetime.kind, resources: resourcesOf(spec) };
}

const resources: QuotaResource[] = [
  'workloads',
  'cpuCores',
  'memoryBytes',
  'diskBytes',
  'gpuCount',
];

const none: Holding = { ...nothing, workloads: 0, gpuModels: {} };

/**
 * What a person's workloads hold of their quotas: of all, or of those that what is
 * asked on top counts in.
 */
export async function measureQuotas(
  store: Pick<WorkloadStore, 'held'>,
  person: Person,
  asked?: readonly Asked[],
): Promise<QuotaUse[]> {
  const uses: QuotaUse[] = [];
  const concerned = asked ? quotasOf(person, asked) : person.quotas;
  for (const quota of concerned) {
    const held = await store.held(queryOf(quota, person));
    const wanted = (asked ?? [])
      .filter(each => countsIn(quota, each))
      .map(each => holdingOf(each.resources))
      .reduce(together, none);
    uses.push(...usesOf(quota, held, wanted));
  }
  return uses;
}

/**
 * Refuses what does not fit, by the first quota that is too small.
 *
 * @throws NotAllowedError that says which quota, how much of it is used and what to do
 */
export function holdToQuotas(uses: readonly QuotaUse[], person: Person): void {
  const over = uses.find(use => !fitsQuota(use));
  if (!over) return;
  throw over.quotaId === TIER_QUOTA_ID
    ? tierRefusal(over, person)
    : quotaRefusal(over);
}

/** Whose turn it is where these quotas are asked: nobody launches into them meanwhile. */
export function turnsOf(person: Person, asked: readonly Asked[]): string[] {
  const shared = quotasOf(person, asked).filter(({ per }) => per === 'all');
  return [person.ref, ...shared.map(turnOf)];
}

function turnOf({ id, community }: Quota): string {
  return community ? `quota:${community}/${id}` : `quota:${id}`;
}

function quotasOf({ quotas }: Person, asked: readonly Asked[]): Quota[] {
  return quotas.filter(quota => asked.some(each => countsIn(quota, each)));
}

function together(one: Holding, other: Holding): Holding {
  const sum = { ...one, gpuModels: { ...one.gpuModels } };
  for (const resource of resources) sum[resource] += other[resource];
  for (const [model, count] of Object.entries(other.gpuModels)) {
    sum.gpuModels[model] = (sum.gpuModels[model] ?? 0) + count;
  }
  return sum;
}

function queryOf(
  { of, per, lifetimes, community }: Quota,
  person: Person,
): HeldQuery {
  return {
    ...(per === 'person' ? { ownerRef: person.ref } : { holders: of }),
    kinds: lifetimes,
    community,
  };
}

function usesOf(quota: Quota, held: Holding, wanted: Holding): QuotaUse[] {
  const { id: quotaId, title, per, limits } = quota;
  const base = { quotaId, title, per };
  const plain = resources.flatMap(resource => {
    const limit = limits[resource];
    if (limit === undefined) return [];
    const [used, asked] = [held[resource], wanted[resource]];
    return [{ ...base, resource, limit, used, asked }];
  });
  const models = Object.entries(limits.gpuModels ?? {}).map(
    ([gpuModel, limit]) => ({
      ...base,
      resource: 'gpuCount' as const,
      gpuModel,
      limit,
      used: held.gpuModels[gpuModel] ?? 0,
      asked: wanted.gpuModels[gpuModel] ?? 0,
    }),
  );
  return [...plain, ...models];
}

function tierRefusal({ limit, used, asked }: QuotaUse, person: Person): Error {
  const { tier, community } = person;
  const wanted = asked > 1 ? `; this array has ${asked}` : '';
  return withAdvice(
    new NotAllowedError(
      `People of the tier '${tier}' may have ${limit} workloads at a time, and you have ${used}${wanted}`,
    ),
    {
      code: 'LIMIT_WORKLOADS',
      cause: `limit workloads of tier ${tier} of ${community}: ${used} of ${limit} in use`,
      ...withMore(person, {
        limit: 'workloads',
        wanted: used + asked,
        else: 'Stop or delete one.',
      }),
    },
  );
}

function quotaRefusal(use: QuotaUse): Error {
  const { quotaId, title, per, limit, used, asked } = use;
  const whose =
    per === 'person' ? 'your workloads hold' : 'all that count in it hold';
  if (asked > limit) {
    return withAdvice(
      new NotAllowedError(
        `The quota '${title}' allows ${say(
          use,
          limit,
        )}, and this asks for ${say(use, asked)}`,
      ),
      {
        code: 'QUOTA_TOO_SMALL',
        cause: `quota ${quotaId}: ${say(use, limit)} in all`,
        nextStep: 'Ask for less, or ask who runs this portal for more.',
      },
    );
  }
  return withAdvice(
    new NotAllowedError(
      `The quota '${title}' allows ${say(use, limit)} at a time: ${whose} ${say(
        use,
        used,
      )}, and this asks for ${say(use, asked)}`,
    ),
    {
      code: 'QUOTA_EXCEEDED',
      cause: `quota ${quotaId}: ${say(use, used)} of ${say(use, limit)} in use`,
      nextStep:
        per === 'person'
          ? 'Stop or delete one of your workloads, or ask for less.'
          : 'Ask for less, or wait until others need less.',
    },
  );
}

/** Such as `2 GPUs (NVIDIA A100)`. */
function say({ resource, gpuModel }: QuotaUse, amount: number): string {
  if (resource === 'workloads') {
    return `${amount} ${amount === 1 ? 'workload' : 'workloads'}`;
  }
  const words = inWords({ [resource]: amount });
  return gpuModel ? `${words} (${gpuModel})` : words;
}
