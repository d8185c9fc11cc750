import {
  summarizeUsage,
  type UsageAdvice,
  type UsageReport,
  type UsageSample,
} from '@astrolabe/plugin-workloads-common';
import { formatBytes } from '@astrolabe/ui';
import type { Translate } from '../../../hooks/useTranslate';

/** One of what is measured, as a chart shows it. */
export interface MeasuredAmount {
  name: 'cpu' | 'memory' | 'gpu';
  mean: number;
  /** Missing where only means are known. */
  peak?: number;
  /** What the workload has of it. */
  has: number;
  of(sample: UsageSample): number | undefined;
  peakOf(sample: UsageSample): number | undefined;
  say(value: number, locale: string): string;
}

/** Those that were measured at all. */
export function measured(report: UsageReport): MeasuredAmount[] {
  const { resources, samples } = report;
  const { cpu, memory, gpuShare } = summarizeUsage(samples);
  const amounts: MeasuredAmount[] = [];
  if (cpu) {
    amounts.push({
      name: 'cpu',
      ...cpu,
      has: resources.cpuCores,
      of: sample => sample.cpuCores,
      peakOf: sample => sample.cpuPeak,
      say: sayCores,
    });
  }
  if (memory) {
    amounts.push({
      name: 'memory',
      ...memory,
      has: resources.memoryBytes,
      of: sample => sample.memoryBytes,
      peakOf: sample => sample.memoryPeak,
      say: formatBytes,
    });
  }
  if (gpuShare !== undefined) {
    amounts.push({
      name: 'gpu',
      mean: gpuShare,
      has: 1,
      of: sample => sample.gpuShare,
      peakOf: () => undefined,
      say: sayShare,
    });
  }
  return amounts;
}

/** Two decimals: most programs that wait use less than a tenth of a core. */
export function sayCores(cores: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(
    cores,
  );
}

export function sayShare(share: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share);
}

/** What one could ask for instead, in words. */
export function adviceText(
  advice: UsageAdvice,
  t: Translate,
  locale: string,
): string {
  const cores = (count: number) => sayCores(count, locale);
  const bytes = (count: number) => formatBytes(count, locale);
  switch (advice.kind) {
    case 'fewer-cores':
      return t('usage.advice.fewerCores', {
        peak: cores(advice.peak),
        has: cores(advice.has),
        enough: cores(advice.enough),
      });
    case 'more-cores':
      return t('usage.advice.moreCores', {
        mean: cores(advice.mean),
        has: cores(advice.has),
      });
    case 'less-memory':
      return t('usage.advice.lessMemory', {
        peak: bytes(advice.peak),
        has: bytes(advice.has),
        enough: bytes(advice.enough),
      });
    case 'more-memory':
      return t('usage.advice.moreMemory', {
        peak: bytes(advice.peak),
        has: bytes(advice.has),
      });
    case 'more-disk':
      return t('usage.advice.moreDisk', {
        used: bytes(advice.used),
        has: bytes(advice.has),
      });
    default:
      return t('usage.advice.noGpu', {
        share: sayShare(advice.share, locale),
      });
  }
}
