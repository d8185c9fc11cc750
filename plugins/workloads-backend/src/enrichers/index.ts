import type { AssetsService } from '@astrolabe/plugin-assets-node';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import type { WorkloadEnricher } from '@astrolabe/plugin-workloads-node';
import { DatasetEnricher, readDatasetOptions } from './datasets';
import { readCopyBackSeconds, StorageEnricher, type Storages } from './storage';
import { TrackingEnricher } from './tracking';

/** What the room itself adds to workloads: one folder each. */
export function sideTasks(
  config: Config,
  {
    storages,
    assets,
    limits,
  }: { storages: Storages; assets: AssetsService; limits(): LimitTable },
): WorkloadEnricher[] {
  return [
    // First: it is for what the manifest has, not for side tasks.
    new TrackingEnricher(limits),
    new StorageEnricher(storages, readCopyBackSeconds(config)),
    new DatasetEnricher(readDatasetOptions(config), assets),
  ];
}
