import { fitsQuota, type QuotaUse } from '@astrolabe/plugin-workloads-common';
import { bytes, table } from './text';

/** Quotas line by line; what is asked for, where something is. */
export function quotaTable(uses: QuotaUse[]): string {
  return table(
    ['QUOTA', 'WHOSE', 'RESOURCE', 'LIMIT', 'IN USE', 'ASKED', 'ROOM'],
    uses.map(use => [
      use.title ?? 'your tier',
      use.per === 'person' ? 'yours' : 'shared',
      use.gpuModel ? `${use.resource} (${use.gpuModel})` : use.resource,
      amount(use, use.limit),
      amount(use, use.used),
      use.asked > 0 ? amount(use, use.asked) : '-',
      fitsQuota(use) ? 'yes' : 'no',
    ]),
  );
}

function amount({ resource }: QuotaUse, value: number): string {
  return resource === 'memoryBytes' || resource === 'diskBytes'
    ? bytes(value)
    : String(Math.round(value * 10) / 10);
}
