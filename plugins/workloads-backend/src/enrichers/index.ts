import type { Config } from '@backstage/config';
import type { WorkloadEnricher } from '@astrolabe/plugin-workloads-node';
import { DatasetEnricher, readDatasetOptions } from './datasets';
import { StorageEnricher, type Storages } from './storage';

/** What the room itself adds to workloads: one folder each. */
export function sideTasks(
  config: Config,
  storages: Storages,
): WorkloadEnricher[] {
  return [
    new StorageEnricher(storages),
    new DatasetEnricher(readDatasetOptions(config)),
  ];
}
