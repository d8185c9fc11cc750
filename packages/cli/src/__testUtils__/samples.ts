import type { Asset } from '@astrolabe/plugin-assets-common';
import { describeMe } from '@astrolabe/plugin-communities-common';
import type {
  LaunchForm,
  SnapshotDetail,
  SnapshotLimits,
  WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';

const GiB = 1024 ** 3;

export const me = describeMe({
  userRef: 'user:default/ada',
  displayName: 'Ada Fuller',
  memberships: [{ community: 'default', tier: 'full' }],
});

export const workload: WorkloadDetail = {
  id: '01936f2a-0000-7000-8000-000000000001',
  title: 'Plankton',
  entityRef: 'aimodule:default/plankton',
  ownerRef: me.userRef,
  community: 'default',
  engine: 'local',
  siteId: 'here',
  siteTitle: 'Here',
  desired: 'run',
  state: 'running',
  reason: { code: 'ready', message: 'It answers' },
  resources: { cpuCores: 1, memoryBytes: 2 * GiB, diskBytes: GiB },
  lifetime: { kind: 'service' },
  endpoints: [
    {
      name: 'api',
      title: 'API',
      url: 'http://slug-api.apps.localhost:7008',
      ready: true,
    },
  ],
  tasks: ['main'],
  keepsFiles: true,
  takesSnapshots: true,
  createdAt: '2026-11-24T08:00:00.000Z',
  changedAt: '2026-11-24T08:01:00.000Z',
  startedAt: '2026-11-24T08:01:00.000Z',
  request: { entityRef: 'aimodule:default/plankton', values: {} },
};

export const asset: Asset = {
  kind: 'module',
  name: 'plankton',
  entityRef: 'aimodule:default/plankton',
  // A title is typed by others: the escape sequence must not reach a terminal.
  title: 'Plankton \u001b[31mclassification',
  summary: 'Tells species apart',
  libraries: ['PyTorch'],
  tasks: ['Computer Vision'],
  categories: [],
  dataTypes: ['Image'],
  tags: [],
  license: 'Apache-2.0',
  launches: 3,
  valid: true,
  launchable: true,
  spec: {
    title: 'Plankton classification',
    summary: 'Tells species apart',
    libraries: ['PyTorch'],
    tasks: ['Computer Vision'],
    categories: [],
    dataTypes: ['Image'],
    tags: [],
  },
  origin: { source: 'files', location: 'plankton.yaml', format: 'astrolabe' },
  problems: [],
  relations: [],
};

export const form: LaunchForm = {
  entityRef: 'aimodule:default/plankton',
  title: 'Plankton',
  kind: 'service',
  variants: [{ kind: 'service' }],
  schema: {
    type: 'object',
    properties: {
      general: {
        type: 'object',
        required: ['title'],
        properties: {
          title: { type: 'string', title: 'Name' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
      hardware: {
        type: 'object',
        properties: {
          memory: {
            type: 'number',
            title: 'Memory',
            minimum: 1,
            maximum: 64,
            'x-unit': 'GiB',
          },
          cores: {
            type: 'integer',
            title: 'Cores',
            enum: [1, 2, 4],
            'x-formerly': 'general.cpus',
          },
          debug: { type: 'boolean', title: 'Debug' },
        },
      },
    },
  },
  defaults: {
    general: { title: 'Plankton' },
    hardware: { memory: 2, cores: 1 },
  },
};

export const snapshot: SnapshotDetail = {
  id: '01936f2a-0000-7000-8000-00000000000a',
  title: 'Plankton, trained',
  ownerRef: me.userRef,
  community: 'default',
  entityRef: workload.entityRef,
  workloadId: workload.id,
  engine: 'local',
  siteId: 'here',
  siteTitle: 'Here',
  state: 'complete',
  reason: { code: 'snapshot-taken', message: 'It is complete.' },
  bytesBefore: 2 * GiB,
  bytes: 3 * GiB,
  leftOut: { secrets: 1, unreadable: 0, names: ['.token'] },
  createdAt: '2026-11-24T09:00:00.000Z',
  changedAt: '2026-11-24T09:01:00.000Z',
  request: {
    entityRef: workload.entityRef,
    values: { general: { title: 'Trained' }, hardware: { cores: 4 } },
  },
};

export const snapshotLimits: SnapshotLimits = {
  bytesEach: 10 * GiB,
  bytesPerPerson: 15 * GiB,
  usedBytes: 3 * GiB,
  perPerson: 20,
  used: 1,
};

/** A site that will be down. */
export const downtime = {
  id: 'd1',
  siteId: 'here',
  siteTitle: 'Here',
  from: '2026-12-24T08:00:00.000Z',
  until: '2026-12-24T18:00:00.000Z',
  why: 'New power supplies',
  announcedAt: '2026-11-24T08:00:00.000Z',
};

/** An hour in which it did little. */
export const usage = {
  generation: 1,
  range: 'hour',
  resources: { cpuCores: 8, memoryBytes: 16 * GiB, diskBytes: 10 * GiB },
  everySeconds: 60,
  samples: Array.from({ length: 40 }, (_, minute) => ({
    at: `2026-11-24T08:${String(minute + 10)}:00.000Z`,
    seconds: 60,
    cpuCores: 0.25,
    cpuPeak: 0.5,
    memoryBytes: 2 * GiB,
    memoryPeak: 3 * GiB,
  })),
};

export const notices = {
  afterSeconds: 600,
  mail: true,
  language: 'en',
  sendsMail: true,
  mailAddress: 'ada@people.example',
};
