import {
  meanOf,
  peakOf,
  usageRanges,
  type UsageOptions,
  type UsageReport,
  type UsageSample,
} from '@astrolabe/plugin-workloads-common';
import type { DatabaseUsageStore, WorkloadRecord } from '../database';

/** Tells what was measured of a run; no engine is asked for it. */
export class UsageReports {
  readonly #samples: Pick<DatabaseUsageStore, 'read'>;
  readonly #everySeconds: number;

  constructor(
    samples: Pick<DatabaseUsageStore, 'read'>,
    { everySeconds }: { everySeconds: number },
  ) {
    this.#samples = samples;
    this.#everySeconds = everySeconds;
  }

  async report(
    { id, generation: present, summary }: WorkloadRecord,
    { range = 'hour', generation = present }: UsageOptions,
  ): Promise<UsageReport> {
    const { seconds, stretchSeconds } = usageRanges[range];
    const since = new Date(Date.now() - seconds * 1000).toISOString();
    const samples = await this.#samples.read(id, { generation, since });
    return {
      generation,
      range,
      resources: summary.resources,
      samples: inStretches(samples, stretchSeconds),
      everySeconds: this.#everySeconds,
    };
  }
}

/** One for each stretch of time in which there are any: a page draws no thousands. */
function inStretches(samples: UsageSample[], seconds: number): UsageSample[] {
  const stretches = new Map<number, UsageSample[]>();
  for (const sample of samples) {
    const stretch = Math.floor(Date.parse(sample.at) / (seconds * 1000));
    stretches.set(stretch, [...(stretches.get(stretch) ?? []), sample]);
  }
  return [...stretches.values()].map(putTogether);
}

function putTogether(samples: UsageSample[]): UsageSample {
  return {
    at: samples[0].at,
    seconds: samples.reduce((sum, sample) => sum + sample.seconds, 0),
    cpuCores: meanOf(samples, 'cpuCores'),
    cpuPeak: peakOf(samples, 'cpuPeak'),
    memoryBytes: meanOf(samples, 'memoryBytes'),
    memoryPeak: peakOf(samples, 'memoryPeak'),
    diskBytes: peakOf(samples, 'diskBytes'),
    gpuShare: meanOf(samples, 'gpuShare'),
  };
}
