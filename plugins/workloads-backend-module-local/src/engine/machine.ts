import { readdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { freeBytes } from '../supervisor/disk';
import type { LocalEngineOptions } from '../config';
import type { Amounts } from '../folder/requirements';

/** What this machine has, or what the configuration says that it may hand out. */
export function machineTotal(
  { capacity, dataDirectory }: LocalEngineOptions,
  heldDiskBytes: number,
): Amounts {
  return {
    cpuCores: capacity.cpuCores ?? availableParallelism(),
    memoryBytes: capacity.memoryBytes ?? totalmem(),
    // What is free, and what was promised already and may be used or not yet.
    diskBytes: capacity.diskBytes ?? freeBytes(dataDirectory) + heldDiskBytes,
    gpuCount: capacity.gpuCount ?? gpuCount(),
  };
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
