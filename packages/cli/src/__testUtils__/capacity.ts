const GiB = 1024 ** 3;

/** Two sites that answer, and an engine that does not. */
export const capacity = {
  items: [
    {
      siteId: 'here',
      title: 'Here',
      engine: 'local',
      total: { cpuCores: 8, memoryBytes: 16 * GiB, diskBytes: 100 * GiB },
      free: { cpuCores: 2.52, memoryBytes: 8 * GiB, diskBytes: 90 * GiB },
    },
    {
      siteId: 'eu.far',
      title: 'Far away',
      engine: 'nomad-eu',
      nodes: { ready: 3, closed: 1, down: 2 },
      gpuModels: [
        { model: 'Tesla T4', total: 12, eligible: 8, used: 9, free: 0 },
      ],
      total: {
        cpuCores: 64,
        memoryBytes: 256 * GiB,
        diskBytes: 1024 * GiB,
        gpu: { count: 8 },
      },
      free: { cpuCores: 64, memoryBytes: 256 * GiB, diskBytes: 1024 * GiB },
    },
  ],
  unreachable: [
    {
      engine: 'nomad-us',
      reason: {
        code: 'engine-unreachable',
        message: "The engine 'nomad-us' does not answer",
        evidence: 'No answer in 3 s',
      },
    },
  ],
};
