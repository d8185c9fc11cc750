import { readdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { freeBytes, wholeDiskBytes } from '../supervisor/disk';
import type { LocalEngineOptions } from '../config';
import { subtract, type Amounts } from '@astrolabe/plugin-workloads-common';

/** What this machine has, or what the configuration says that it may hand out. */
export function machineTotal({
  capacity,
  dataDirectory,
}: LocalEngineOptions): Amounts {
  return {
    cpuCores: capacity.cpuCores ?? availableParallelism(),
    memoryBytes: capacity.memoryBytes ?? totalmem(),
    diskBytes: capacity.diskBytes ?? wholeDiskBytes(dataDirectory),
    gpuCount: capacity.gpuCount ?? gpuCount(),
  };
}

/** What can be promised yet: of the disk never more than is really free, since others write on it, too. */
export function machineFree(
  { dataDirectory }: LocalEngineOptions,
  { total, held }: { total: Amounts; held: Amounts },
): Amounts {
  const free = subtract(total, held);
  const diskBytes = Math.min(free.diskBytes, freeBytes(dataDirectory));
  return { ...free, diskBytes };
}

/** GPUs that the NVIDIA driver lists. */
function gpuCount(): number {
  try {
    return readdirSync('/proc/driver/nvidia/gpus').length;
  } catch {
    return 0;
  }
}

/** The lowest indexes that nobody holds. */
export function freeGpus(
  count: number,
  { total, held }: { total: number; held: number[] },
): number[] {
  return Array.from({ length: total }, (_, index) => index)
    .filter(index => !held.includes(index))
    .slice(0, count);
}
