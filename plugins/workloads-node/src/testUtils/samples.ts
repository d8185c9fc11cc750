import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '../engine';

/** A web server as an engine needs it: complete, small, the same each time. @public */
export const exampleWorkloadSpec: WorkloadSpec = {
  tasks: [
    {
      name: 'web',
      role: 'main',
      command: ['serve', '--port', { parts: [{ port: 'web' }] }],
      ports: [{ name: 'web' }],
      resources: { cpuCores: 0.5, memoryBytes: 128 * 1024 ** 2, diskBytes: 0 },
      health: { port: 'web', path: '/', startSeconds: 30 },
    },
  ],
  endpoints: [{ name: 'web', port: 'web', protocol: 'http', access: 'owner' }],
  lifetime: { kind: 'service' },
};

/** What an engine is given, with whatever a test cares about. @public */
export function engineWorkload(
  overrides: Partial<EngineWorkload> = {},
): EngineWorkload {
  return {
    id: '0193a5d0-0000-7000-8000-000000000001',
    generation: 1,
    siteId: 'here',
    slug: 'corals-x1',
    ownerRef: 'user:default/ada',
    title: 'Label my corals',
    spec: exampleWorkloadSpec,
    ...overrides,
  };
}
