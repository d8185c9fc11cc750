import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { WorkloadEngine } from './engine';

/** @public */
export interface WorkloadEnginesExtensionPoint {
  addEngine(engine: WorkloadEngine): void;
}

/** Where engine modules register themselves with the workloads room. @public */
export const workloadEnginesExtensionPoint =
  createExtensionPoint<WorkloadEnginesExtensionPoint>({
    id: 'workloads.engines',
  });

/** For whom a workload is made, and of what. @public */
export interface EnrichContext {
  ownerRef: string;
  /** Of the asset. */
  entityRef: string;
  /** In which community it is launched. */
  community: string;
}

/**
 * Adds to a rendered workload what another room knows: mounts, secrets,
 * tracking, notices. Runs after rendering and before placement; the result is
 * validated again.
 *
 * @public
 */
export interface WorkloadEnricher {
  readonly id: string;
  enrich(spec: WorkloadSpec, context: EnrichContext): Promise<WorkloadSpec>;
}

/** @public */
export interface WorkloadEnrichersExtensionPoint {
  addEnricher(enricher: WorkloadEnricher): void;
}

/** Where other rooms add their side tasks. @public */
export const workloadEnrichersExtensionPoint =
  createExtensionPoint<WorkloadEnrichersExtensionPoint>({
    id: 'workloads.enrichers',
  });
