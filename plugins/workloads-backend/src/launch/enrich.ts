import type {
  EnrichContext,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import {
  validateWorkloadSpec,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';

/** Lets other rooms add what they know, and checks what they made. */
export async function enrich(
  spec: WorkloadSpec,
  enrichers: readonly WorkloadEnricher[],
  context: EnrichContext,
): Promise<WorkloadSpec> {
  let enriched = spec;
  for (const enricher of enrichers) {
    enriched = await enricher.enrich(enriched, context);
    const [problem] = validateWorkloadSpec(enriched);
    if (problem) {
      throw new Error(
        `Enricher '${enricher.id}' made an invalid workload: ${problem.path} ${problem.message}`,
      );
    }
  }
  return enriched;
}
