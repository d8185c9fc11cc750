import { fakeSamples } from '@astrolabe/plugin-workloads-node/testUtils';
import { v7 as uuid } from 'uuid';
import type { NewWorkload } from '../database';

/** A workload that was just launched. */
export function newRecord(overrides: Partial<NewWorkload> = {}): NewWorkload {
  const id = overrides.id ?? uuid();
  const now = new Date().toISOString();
  return {
    id,
    ownerRef: 'user:default/ada',
    community: 'default',
    entityRef: 'aitool:default/greeter',
    title: 'Corals',
    engine: 'in-memory',
    siteId: 'local',
    siteTitle: 'In memory',
    slug: `corals-${id.slice(-12)}`,
    generation: 1,
    desired: 'run',
    state: 'queued',
    reason: { code: 'waiting-for-capacity', message: 'It waits.' },
    endpoints: [{ name: 'web', title: 'Web', url: 'http://x/', ready: false }],
    summary: {
      resources: { cpuCores: 1, memoryBytes: 1, diskBytes: 0 },
      lifetime: { kind: 'service' },
      tasks: ['main'],
    },
    request: { entityRef: 'aitool:default/greeter', values: {} },
    spec: fakeSamples().server(),
    idempotencyKey: id,
    requestHash: 'hash',
    holders: ['user:default/ada'],
    createdAt: now,
    changedAt: now,
    logsGeneration: 0,
    revision: 1,
    ...overrides,
  };
}
