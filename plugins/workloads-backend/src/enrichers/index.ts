import type { Config } from '@backstage/config';
import type { WorkloadEnricher } from '@astrolabe/plugin-workloads-node';
import { DatasetEnricher, readDatasetOptions } from './datasets';

/** What the room itself adds to workloads: one folder each. */
export function ownEnrichers(config: Config): WorkloadEnricher[] {
  return [new DatasetEnricher(readDatasetOptions(config))];
}
