import type { WorkloadResources } from './generated/workload';

/** How far back one looks, and how long each stretch is that is told as one, in seconds. @public */
export const usageRanges = {
  hour: { seconds: 3600, stretchSeconds: 30 },
  day: { seconds: 24 * 3600, stretchSeconds: 300 },
  month: { seconds: 31 * 24 * 3600, stretchSeconds: 3 * 3600 },
} as const;

/** @public */
export type UsageRange = keyof typeof usageRanges;

/** @public */
export interface UsageOptions {
  /** The last hour, unless told. */
  range?: UsageRange;
  generation?: number;
}

/** What a workload used in a stretch of time; what was not known is missing. @public */
export interface UsageSample {
  /** When the stretch began. UTC, ISO 8601. */
  at: string;
  /** For how long what is said holds. */
  seconds: number;
  /** In cores, the mean. */
  cpuCores?: number;
  /** The most that was seen. */
  cpuPeak?: number;
  memoryBytes?: number;
  memoryPeak?: number;
  diskBytes?: number;
  /** 0 to 1: how busy its GPUs were, the mean. */
  gpuShare?: number;
}

/** What one run of a workload used, beside what it has. @public */
export interface UsageReport {
  generation: number;
  range: UsageRange;
  /** What it was given. */
  resources: WorkloadResources;
  /** Oldest first. */
  samples: UsageSample[];
  /** How often it is measured; 0: this portal measures nothing. */
  everySeconds: number;
}

/** @public */
export interface UsageSummary {
  /** How long it was looked at, together. */
  seconds: number;
  cpu?: { mean: number; peak: number };
  memory?: { mean: number; peak: number };
  gpuShare?: number;
  /** The last that is known. */
  diskBytes?: number;
}

/** @public */
export function summarizeUsage(samples: UsageSample[]): UsageSummary {
  return {
    seconds: samples.reduce((sum, { seconds }) => sum + seconds, 0),
    cpu: meanAndPeak(samples, 'cpuCores', 'cpuPeak'),
    memory: meanAndPeak(samples, 'memoryBytes', 'memoryPeak'),
    gpuShare: meanOf(samples, 'gpuShare'),
    diskBytes: samples.findLast(({ diskBytes }) => diskBytes !== undefined)
      ?.diskBytes,
  };
}

type Amount = Exclude<keyof UsageSample, 'at' | 'seconds'>;

/** The mean over the time that it is known of, if it is of any. @public */
export function meanOf(
  samples: UsageSample[],
  amount: Amount,
): number | undefined {
  let [sum, seconds] = [0, 0];
  for (const sample of samples) {
    const value = sample[amount];
    if (value === undefined) continue;
    sum += value * sample.seconds;
    seconds += sample.seconds;
  }
  return seconds > 0 ? sum / seconds : undefined;
}

/** @public */
export function peakOf(
  samples: UsageSample[],
  amount: Amount,
): number | undefined {
  const known = samples.flatMap(sample => sample[amount] ?? []);
  return known.length > 0 ? Math.max(...known) : undefined;
}

function meanAndPeak(samples: UsageSample[], mean: Amount, peak: Amount) {
  const [average, most] = [meanOf(samples, mean), peakOf(samples, peak)];
  if (average === undefined || most === undefined) return undefined;
  return { mean: average, peak: most };
}

/** What one could do about it. @public */
export type UsageAdvice =
  | { kind: 'fewer-cores'; peak: number; has: number; enough: number }
  | { kind: 'more-cores'; mean: number; has: number }
  | { kind: 'less-memory'; peak: number; has: number; enough: number }
  | { kind: 'more-memory'; peak: number; has: number }
  | { kind: 'more-disk'; used: number; has: number }
  | { kind: 'no-gpu'; share: number };

/** Who looks for less time takes a pause for the rule. */
const LEAST_SECONDS = 30 * 60;
/** What to ask for is more than what was seen. */
const SPARE = 1.5;
const NEARLY_ALL = 0.9;
const HARDLY = 0.05;
const GIB = 1024 ** 3;

/**
 * What somebody could ask for instead, next time. Nothing, before it was looked
 * at for half an hour.
 *
 * @public
 */
export function adviseUsage({
  samples,
  resources,
}: Pick<UsageReport, 'samples' | 'resources'>): UsageAdvice[] {
  const summary = summarizeUsage(samples);
  if (summary.seconds < LEAST_SECONDS) return [];
  return [
    cpuAdvice(summary, resources.cpuCores),
    memoryAdvice(summary, resources.memoryBytes),
    diskAdvice(summary, resources.diskBytes),
    gpuAdvice(summary, resources.gpu?.count ?? 0),
  ].filter(advice => advice !== undefined);
}

function cpuAdvice(
  { cpu }: UsageSummary,
  has: number,
): UsageAdvice | undefined {
  if (!cpu) return undefined;
  const { mean, peak } = cpu;
  if (mean > NEARLY_ALL * has) return { kind: 'more-cores', mean, has };
  const enough = Math.max(1, Math.ceil(peak * SPARE));
  // One less is not worth a word.
  if (enough > has / 2) return undefined;
  return { kind: 'fewer-cores', peak, has, enough };
}

function memoryAdvice(
  { memory }: UsageSummary,
  has: number,
): UsageAdvice | undefined {
  if (!memory) return undefined;
  const { peak } = memory;
  if (peak > NEARLY_ALL * has) return { kind: 'more-memory', peak, has };
  const enough = Math.max(1, Math.ceil((peak * SPARE) / GIB)) * GIB;
  if (enough > has / 2) return undefined;
  return { kind: 'less-memory', peak, has, enough };
}

function diskAdvice(
  { diskBytes: used }: UsageSummary,
  has: number,
): UsageAdvice | undefined {
  if (used === undefined || used <= NEARLY_ALL * has) return undefined;
  return { kind: 'more-disk', used, has };
}

function gpuAdvice(
  { gpuShare: share }: UsageSummary,
  has: number,
): UsageAdvice | undefined {
  if (share === undefined || has === 0 || share >= HARDLY) return undefined;
  return { kind: 'no-gpu', share };
}
