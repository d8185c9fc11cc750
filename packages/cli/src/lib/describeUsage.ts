import {
  adviseUsage,
  summarizeUsage,
  type UsageAdvice,
  type UsageReport,
  type UsageSample,
} from '@astrolabe/plugin-workloads-common';
import { bytes, facts, table } from './text';

/** What it used of what it has, `name  value` lines with what one could ask for instead. */
export function describeUsage(report: UsageReport): string {
  const { resources, samples, everySeconds } = report;
  const { cpu, memory, gpuShare, diskBytes } = summarizeUsage(samples);
  const known = facts([
    ['run', String(report.generation)],
    ['cores', cpu && part(cpu, resources.cpuCores, cores)],
    ['memory', memory && part(memory, resources.memoryBytes, bytes)],
    [
      'disk',
      diskBytes === undefined
        ? undefined
        : `${bytes(diskBytes)} of ${bytes(resources.diskBytes)}`,
    ],
    ['GPUs', gpuShare === undefined ? undefined : `${percent(gpuShare)} busy`],
    ['advice', adviseUsage(report).map(words).join('\n')],
  ]);
  if (samples.length > 0) return known;
  return everySeconds === 0
    ? 'This portal does not measure what workloads use.'
    : 'Nothing was measured in this time.';
}

/** In one line; nothing, where nothing was measured. */
export function usageLine({
  resources,
  samples,
}: UsageReport): string | undefined {
  const { cpu, memory } = summarizeUsage(samples);
  const parts = [
    cpu &&
      `${cores(cpu.mean)} of ${cores(
        resources.cpuCores,
      )} cores (at most ${cores(cpu.peak)})`,
    memory &&
      `${bytes(memory.mean)} of ${bytes(
        resources.memoryBytes,
      )} of memory (at most ${bytes(memory.peak)})`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(', ')} in the last hour` : undefined;
}

/** One line for each stretch of time. */
export function usageTable(samples: UsageSample[]): string {
  const said = (
    value: number | undefined,
    say: (known: number) => string,
  ): string => (value === undefined ? '-' : say(value));
  return table(
    ['AT', 'CORES', 'MEMORY', 'DISK', 'GPUS BUSY'],
    samples.map(({ at, cpuCores, memoryBytes, diskBytes, gpuShare }) => [
      at,
      said(cpuCores, cores),
      said(memoryBytes, bytes),
      said(diskBytes, bytes),
      said(gpuShare, percent),
    ]),
  );
}

function part(
  { mean, peak }: { mean: number; peak: number },
  has: number,
  say: (amount: number) => string,
): string {
  return `${say(mean)} of ${say(has)} on average, ${say(peak)} at most`;
}

function words(advice: UsageAdvice): string {
  switch (advice.kind) {
    case 'fewer-cores':
      return `${cores(advice.enough)} of ${cores(advice.has)} cores would do`;
    case 'more-cores':
      return 'more cores may make it faster';
    case 'less-memory':
      return `${bytes(advice.enough)} of memory would do`;
    case 'more-memory':
      return 'it nearly ran out of memory: ask for more';
    case 'more-disk':
      return 'its disk is nearly full: ask for more, or remove files';
    default:
      return 'its GPUs were hardly used: without one, it may start sooner';
  }
}

function cores(count: number): string {
  return String(Math.round(count * 100) / 100);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
