import type { Config } from '@backstage/config';
import {
  builtInLimits,
  TIER_QUOTA_ID,
  type LimitTable,
  type Quota,
  type QuotaLimits,
} from './quotas';
import { tiers, type Tier, type TierLimits } from './tiers';

const GiB = 1024 ** 3;
const HOUR_SECONDS = 3600;

const lifetimes = ['service', 'batch', 'try', 'on-demand'];

/**
 * Reads `communities.tiers` and `communities.quotas`.
 *
 * @throws Error that names the key and what is allowed there
 */
export function readLimits(config: Config): LimitTable {
  const room = config.getOptionalConfig('communities');
  const own = (room?.getOptionalConfigArray('quotas') ?? []).map(readQuota);
  const ids = own.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) refuse('quotas', `the id '${twice}' is there twice`);
  return {
    tiers: readTiers(room?.getOptionalConfig('tiers')),
    quotas: [
      ...builtInLimits.quotas.filter(({ id }) => !ids.includes(id)),
      ...own,
    ],
  };
}

function readTiers(config: Config | undefined): Tier[] {
  const known: string[] = tiers.map(({ id }) => id);
  const odd = config?.keys().find(key => !known.includes(key));
  if (odd) refuse(`tiers.${odd}`, `tiers are ${known.join(', ')}`);
  return tiers.map(tier => {
    const own = config?.getOptionalConfig(tier.id);
    if (!own) return tier;
    const where = `tiers.${tier.id}`;
    return {
      ...tier,
      limits: {
        ...tier.limits,
        ...readAmounts(own, where),
        ...readTime(own, where),
      } satisfies TierLimits,
    };
  });
}

function readQuota(config: Config, index: number): Quota {
  const where = `quotas[${index}]`;
  const id = config.getString('id');
  if (!/^[a-z]([a-z0-9-]{0,62}[a-z0-9])?$/.test(id) || id === TIER_QUOTA_ID) {
    refuse(
      `${where}.id`,
      `'${id}' has to be lower case letters, digits and hyphens, and not '${TIER_QUOTA_ID}'`,
    );
  }
  const per = config.getOptionalString('per') ?? 'person';
  if (per !== 'person' && per !== 'all') {
    return refuse(`${where}.per`, `'${per}' has to be person or all`);
  }
  const kinds = config.getOptionalStringArray('lifetimes');
  const odd = kinds?.find(kind => !lifetimes.includes(kind));
  if (odd) {
    refuse(`${where}.lifetimes`, `'${odd}' is none of ${lifetimes.join(', ')}`);
  }
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    of: config.getOptionalStringArray('of'),
    per,
    lifetimes: kinds,
    limits: readQuotaLimits(config, where),
  };
}

function readQuotaLimits(config: Config, where: string): QuotaLimits {
  const models = config.getOptionalConfigArray('gpuModels')?.map(each => {
    const most = amount(each, 'count', `${where}.gpuModels`);
    return [each.getString('model'), most ?? 0] as const;
  });
  const limits: QuotaLimits = {
    ...readAmounts(config, where),
    ...readTime(config, where),
    ...(models && { gpuModels: Object.fromEntries(models) }),
  };
  if (Object.keys(limits).length > 0) return limits;
  return refuse(
    where,
    'it limits nothing: name workloads, cpuCores, memoryGiB, diskGiB, gpuCount, gpuModels or hours',
  );
}

function readTime(
  config: Config,
  where: string,
): Pick<QuotaLimits, 'timeToLiveSeconds'> {
  const hours = amount(config, 'hours', where);
  if (hours === undefined) return {};
  return { timeToLiveSeconds: Math.round(hours * HOUR_SECONDS) };
}

function readAmounts(
  config: Config,
  where: string,
): Omit<QuotaLimits, 'gpuModels' | 'timeToLiveSeconds'> {
  const times = (value: number | undefined, factor: number) =>
    value === undefined ? undefined : value * factor;
  const amounts = {
    workloads: amount(config, 'workloads', where),
    cpuCores: amount(config, 'cpuCores', where),
    memoryBytes: times(amount(config, 'memoryGiB', where), GiB),
    diskBytes: times(amount(config, 'diskGiB', where), GiB),
    gpuCount: amount(config, 'gpuCount', where),
  };
  const given = Object.entries(amounts).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(given);
}

function amount(
  config: Config,
  key: string,
  where: string,
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value === undefined || value >= 0) return value;
  return refuse(`${where}.${key}`, `${value} has to be at least 0`);
}

function refuse(key: string, why: string): never {
  throw new Error(`Invalid value for communities.${key}: ${why}`);
}
