import type {
  ArtefactList,
  Capacity,
  Downtime,
  LaunchAdvice,
  LaunchForm,
  LaunchPlan,
  QuotaUse,
  UsageReport,
  WorkloadDetail,
  WorkloadEvent,
} from '@astrolabe/plugin-workloads-common';

const GIB = 1024 ** 3;

/** A JupyterLab that runs, with two endpoints. */
export function sampleWorkload(
  changes: Partial<WorkloadDetail> = {},
): WorkloadDetail {
  return {
    id: '01932f00-0000-7000-8000-000000000001',
    title: 'Label my corals',
    entityRef: 'aitool:default/jupyterlab',
    ownerRef: 'user:default/ada',
    community: 'default',
    engine: 'local',
    siteId: 'this-machine',
    siteTitle: 'This machine',
    desired: 'run',
    state: 'running',
    reason: { code: 'ready', message: 'It answers.' },
    resources: { cpuCores: 2, memoryBytes: 2 * GIB, diskBytes: 10 * GIB },
    lifetime: { kind: 'service' },
    endpoints: [
      {
        name: 'lab',
        title: 'JupyterLab',
        url: 'http://corals-lab.apps.localhost:7008/',
        ready: true,
      },
    ],
    tasks: ['main', 'mount'],
    keepsFiles: true,
    takesSnapshots: true,
    createdAt: '2026-11-24T08:00:00.000Z',
    changedAt: '2026-11-24T08:01:00.000Z',
    startedAt: '2026-11-24T08:01:00.000Z',
    request: {
      entityRef: 'aitool:default/jupyterlab',
      values: {
        general: { title: 'Label my corals' },
        hardware: { cpuCores: 2 },
      },
    },
    ...changes,
  };
}

/** How the sample got where it is. */
export const sampleEvents: WorkloadEvent[] = [
  {
    at: '2026-11-24T08:00:00.000Z',
    state: 'starting',
    reason: { code: 'preparing-environment', message: 'Installing.' },
  },
  {
    at: '2026-11-24T08:01:00.000Z',
    state: 'running',
    reason: { code: 'ready', message: 'It answers.' },
  },
];

/** An hour in which it did little, the last minutes aside. */
export const sampleUsage: UsageReport = {
  generation: 1,
  range: 'hour',
  resources: { cpuCores: 8, memoryBytes: 16 * GIB, diskBytes: 10 * GIB },
  everySeconds: 60,
  samples: Array.from({ length: 60 }, (_, minute) => ({
    at: new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString(),
    seconds: 60,
    cpuCores: minute < 50 ? 0.02 : 0.6,
    cpuPeak: minute < 50 ? 0.02 : 0.6,
    memoryBytes: (1 + minute / 60) * GIB,
    memoryPeak: (1 + minute / 60) * GIB,
  })),
};

/** A form with a field of each sort that a manifest may ask for. */
export const sampleForm: LaunchForm = {
  entityRef: 'aitool:default/jupyterlab',
  title: 'JupyterLab',
  kind: 'service',
  variants: [{ kind: 'service' }],
  schema: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      general: {
        type: 'object',
        required: ['title'],
        properties: {
          title: {
            type: 'string',
            title: 'Name',
            description: 'What you will find it by.',
            minLength: 1,
            maxLength: 80,
          },
          notes: { type: 'string', title: 'Notes', 'x-widget': 'textarea' },
        },
      },
      hardware: {
        type: 'object',
        properties: {
          cpuCores: {
            type: 'integer',
            title: 'CPU cores',
            minimum: 1,
            maximum: 4,
            default: 2,
            'x-unit': 'cores',
          },
          memory: {
            type: 'number',
            title: 'Memory',
            minimum: 1,
            maximum: 16,
            default: 2,
            'x-unit': 'GiB',
            'x-limit': 'memoryBytes',
            'x-formerly': 'options.ram',
          },
        },
      },
      options: {
        type: 'object',
        title: 'Notebook options',
        properties: {
          flavour: {
            type: 'string',
            title: 'Flavour',
            enum: ['plain', 'torch'],
            default: 'plain',
          },
          region: {
            type: 'string',
            title: 'Region',
            enum: ['a', 'b', 'c', 'd', 'e'],
            default: 'a',
          },
          dark: { type: 'boolean', title: 'Dark theme', default: false },
          extras: {
            type: 'array',
            title: 'Extras',
            items: { type: 'string', title: 'Extra' },
            maxItems: 3,
          },
        },
      },
    },
  },
  defaults: {
    general: {},
    hardware: { cpuCores: 2, memory: 2 },
    options: { flavour: 'plain', region: 'a', dark: false },
  },
};

/** Nothing left so far. */
export const sampleArtefacts: ArtefactList = {
  items: [],
  truncated: false,
  gone: false,
  kept: false,
  notKept: [],
  limits: {
    bytesEach: 32 * 1024 ** 2,
    bytesPerRun: 128 * 1024 ** 2,
    bytesPerPerson: 1024 ** 3,
  },
};

/** Half of the first site is taken, and all GPUs of the second. */
export const sampleCapacity: Capacity = {
  items: [
    {
      siteId: 'this-machine',
      title: 'This machine',
      engine: 'local',
      total: { cpuCores: 8, memoryBytes: 16 * GIB, diskBytes: 100 * GIB },
      free: { cpuCores: 4, memoryBytes: 8 * GIB, diskBytes: 90 * GIB },
    },
    {
      siteId: 'far',
      title: 'Far away',
      engine: 'nomad',
      total: {
        cpuCores: 256,
        memoryBytes: 1024 * GIB,
        diskBytes: 1024 * GIB,
        gpu: { count: 8 },
      },
      free: {
        cpuCores: 92.48,
        memoryBytes: 512 * GIB,
        diskBytes: 1024 * GIB,
      },
    },
  ],
  unreachable: [],
};

/** The first site will be down for a day of December. */
export const sampleDowntime: Downtime = {
  id: 'd1',
  siteId: 'this-machine',
  siteTitle: 'This machine',
  from: '2026-12-24T08:00:00.000Z',
  until: '2026-12-24T18:00:00.000Z',
  why: 'New power supplies',
  announcedAt: '2026-11-24T08:00:00.000Z',
};

/** What comes with the tier, and a shared one that is full. */
export const sampleQuotas: QuotaUse[] = [
  {
    quotaId: 'tier',
    per: 'person',
    resource: 'workloads',
    limit: 50,
    used: 3,
    asked: 0,
  },
  {
    quotaId: 'climate-gpus',
    title: 'GPUs of Climate',
    per: 'all',
    resource: 'gpuCount',
    gpuModel: 'NVIDIA A100',
    limit: 2,
    used: 2,
    asked: 0,
  },
];

/** One site that can, one that cannot yet, one that never will. */
export const samplePlan: LaunchPlan = {
  sites: [
    {
      siteId: 'this-machine',
      title: 'This machine',
      engine: 'local',
      verdict: 'now',
    },
    {
      siteId: 'far',
      title: 'Far away',
      engine: 'nomad',
      verdict: 'later',
      reason: {
        code: 'waiting-for-capacity',
        message: 'All GPUs are taken.',
        evidence: '0 of 8 GPUs are free',
        nextStep: 'Ask for no GPU, or wait.',
      },
    },
    {
      siteId: 'small',
      title: 'Small site',
      engine: 'nomad',
      verdict: 'never',
      reason: { code: 'missing-runtime', message: 'It has no Python.' },
    },
  ],
  resources: { cpuCores: 2, memoryBytes: 2 * GIB, diskBytes: 10 * GIB },
  lifetime: { kind: 'service', timeToLiveSeconds: 86_400 },
  quotas: sampleQuotas.map(use => ({ ...use, asked: 1 })),
};

/** With less of it, the second site can start it too. */
export const sampleAdvice: LaunchAdvice = {
  isComplete: true,
  suggestions: [
    {
      changes: [{ path: 'hardware.memory', from: 2, to: 1 }],
      sites: [{ ...samplePlan.sites[1], verdict: 'now', reason: undefined }],
      verifiedAt: '2026-11-25T08:00:00.000Z',
    },
  ],
  rows: [
    {
      changes: [],
      hasRoom: true,
      sites: samplePlan.sites,
      verifiedAt: '2026-11-25T08:00:00.000Z',
    },
    {
      changes: [{ path: 'hardware.memory', from: 2, to: 1 }],
      hasRoom: true,
      sites: [
        { ...samplePlan.sites[1], verdict: 'now', reason: undefined },
        samplePlan.sites[0],
        samplePlan.sites[2],
      ],
      verifiedAt: '2026-11-25T08:00:00.000Z',
    },
  ],
};
