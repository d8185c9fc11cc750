import { describe, expect, it } from 'vitest';
import { usageOf } from './readUsage';

const stats = (...shares: (number | undefined)[]) => ({
  ResourceUsage: {
    CpuStats: { Percent: 150, Measured: ['Percent'] },
    MemoryStats: { RSS: 0, Usage: 4096 },
    DeviceStats: [
      {
        InstanceStats: Object.fromEntries(
          shares.map((share, index) => [
            `GPU-${index}`,
            {
              Stats: {
                Attributes: { 'GPU utilization': { IntNumeratorVal: share } },
              },
            },
          ]),
        ),
      },
    ],
  },
});

describe('what Nomad says that an allocation uses', () => {
  it('is in cores, in what of its memory is known, and in how busy all its GPUs are', () => {
    expect(usageOf(stats(40, 100))).toEqual({
      cpuCores: 1.5,
      memoryBytes: 4096,
      gpuShare: 0.7,
    });
  });

  it('is not known of GPUs that do not tell it, and never 0 instead', () => {
    expect(usageOf(stats(40, undefined))?.gpuShare).toBeUndefined();
    expect(usageOf(stats())?.gpuShare).toBeUndefined();
  });

  it('is not known where no driver has measured it', () => {
    const nothing = { CpuStats: null, MemoryStats: null, DeviceStats: null };
    expect(usageOf({ ResourceUsage: nothing })).toBeUndefined();
  });
});
