import type { Config } from '@backstage/config';
import type { QuotaLimits } from './quotas';

const GiB = 1024 ** 3;
const HOUR_SECONDS = 3600;

/** Hours, in seconds. */
export function readTime(
  config: Config,
  where: string,
): Pick<QuotaLimits, 'timeToLiveSeconds'> {
  const hours = amount(config, 'hours', where);
  if (hours === undefined) return {};
  return { timeToLiveSeconds: Math.round(hours * HOUR_SECONDS) };
}

/** What is named of the amounts that tiers and quotas limit, in our units. */
export function readAmounts(
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

/** @throws Error where it is less than nothing */
export function amount(
  config: Config,
  key: string,
  where: string,
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (value === undefined || value >= 0) return value;
  return refuse(`${where}.${key}`, `${value} has to be at least 0`);
}

/** @throws Error that names the key */
export function refuse(key: string, why: string): never {
  throw new Error(`Invalid value for communities.${key}: ${why}`);
}
