import { v7 as uuid } from 'uuid';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '../engine';

/** A workload as an engine is given it, with an id of its own. @public */
export function exampleWorkload(
  spec: WorkloadSpec,
  overrides: Partial<EngineWorkload> = {},
): EngineWorkload {
  const id = overrides.id ?? uuid();
  return {
    id,
    generation: 1,
    siteId: 'local',
    slug: `corals-${id.slice(-6)}`,
    ownerRef: 'user:default/ada',
    title: 'Corals',
    spec,
    ...overrides,
  };
}
