import { ConfigReader, type Config } from '@backstage/config';
import { DEFAULT_GRANT_DAYS } from './accessRequests';
import { followConfig } from './followConfig';
import type { Community } from './generated/community';
import {
  builtInLimits,
  TIER_QUOTA_ID,
  type CommunityLimits,
  type CommunityWorkloads,
  type LimitTable,
  type Quota,
  type QuotaLimits,
} from './quotas';
import { readCommunities } from './readCommunities';
import { readTiers } from './readTiers';
import { readAmounts, readTime, amount, refuse } from './amounts';
import type { Tier, TierLimits } from './tiers';

const lifetimes = ['service', 'batch', 'try', 'on-demand'];

/**
 * Reads `communities.tiers` and `communities.quotas`, and what each community
 * says of both.
 *
 * @throws Error that names the key and what is allowed there
 */
export function readLimits(config: Config): LimitTable {
  const room = config.getOptionalConfig('communities');
  const own = readQuotas(room);
  const ids = own.map(({ id }) => id);
  const tiers = readTiers(room?.getOptionalConfig('tiers'));
  const communities = readCommunities(config);
  refuseShared(communities);
  return {
    tiers,
    communities: communities.map(each => readCommunityLimits(each, tiers)),
    quotas: [
      ...builtInLimits.quotas.filter(({ id }) => !ids.includes(id)),
      ...own,
      ...communities.flatMap(({ id, quotas = [] }) =>
        readQuotas(
          new ConfigReader({ quotas: quotas as never }),
          `${id}: `,
        ).map(quota => ({ ...quota, community: id })),
      ),
    ],
  };
}

/** The table as it is at present. */
export function followLimits(
  config: Config,
  logger: { error(said: string): void },
): () => LimitTable {
  return followConfig(config, readLimits, { what: 'The tiers', logger });
}

/** Nobody's workloads get among those of another community, nor do their snapshots. */
function refuseShared(communities: readonly Community[]): void {
  const owners = new Map<string, string>();
  for (const { id, namespaces = {}, registryProject } of communities) {
    const places: [string, string][] = Object.entries(namespaces).map(
      ([engine, place]) => [`namespaces.${engine}`, place],
    );
    if (registryProject) places.push(['registryProject', registryProject]);
    for (const [key, place] of places) {
      const owner = owners.get(`${key}/${place}`);
      if (owner) {
        refuse(`list: ${id}: ${key}`, `'${place}' is that of '${owner}' there`);
      }
      owners.set(`${key}/${place}`, id);
    }
  }
}

function readCommunityLimits(
  community: Community,
  tiers: readonly Tier[],
): CommunityLimits {
  const { id, title, hosts, tiers: own = {}, accessRequests } = community;
  const known = tiers.map(tier => tier.id);
  const limits = Object.entries(own).map(([tier, amounts]) => {
    const where = `list: ${id}: tiers.${tier}`;
    if (!known.includes(tier)) {
      refuse(where, `tiers are ${known.join(', ')}`);
    }
    const config = new ConfigReader(amounts as never);
    const read: Partial<TierLimits> = {
      ...readAmounts(config, where),
      ...readTime(config, where),
    };
    return [tier, read] as const;
  });
  const odd = accessRequests?.tiers.find(tier => !known.includes(tier));
  if (odd) {
    refuse(
      `list: ${id}: accessRequests.tiers`,
      `'${odd}' is none of ${known.join(', ')}`,
    );
  }
  return {
    ...{ id, title, hosts, tiers: Object.fromEntries(limits) },
    ...workloadsOf(community),
    ...(accessRequests && {
      accessRequests: { maxDays: DEFAULT_GRANT_DAYS, ...accessRequests },
    }),
  };
}

function workloadsOf({
  sites,
  inferenceClusters,
  namespaces,
  registryProject,
  tracking,
  storage,
}: Community): CommunityWorkloads {
  return {
    ...(sites && { sites }),
    ...(inferenceClusters && { inferenceClusters }),
    ...(namespaces && { namespaces }),
    ...(registryProject && { registryProject }),
    ...(tracking && { tracking }),
    ...(storage && { storage }),
  };
}

/** @param whose - the community, for what is said of it */
function readQuotas(config: Config | undefined, whose: string = ''): Quota[] {
  const quotas = (config?.getOptionalConfigArray('quotas') ?? []).map(
    (each, index) => readQuota(each, `${whose}quotas[${index}]`),
  );
  const ids = quotas.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) refuse(`${whose}quotas`, `the id '${twice}' is there twice`);
  return quotas;
}

function readQuota(config: Config, where: string): Quota {
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
