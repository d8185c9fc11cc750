import type { NomadEngineOptions } from '../config';

const MEBIBYTE = 1024 ** 2;

/** Nomad rotates each of a task's two outputs in so many files. */
export const LOG_FILES = 2;

/** Where a job will be, as far as it has to say so. */
export interface Surroundings {
  datacenter: string;
  /** Of CPU, per core: Nomad shares CPU in MHz. */
  mhzPerCore: number;
}

/** How big a file of a task's output gets, in MB as Nomad counts (MiB). */
export function logFileMegabytes({ logBytes }: NomadEngineOptions): number {
  return Math.max(1, Math.floor(logBytes / LOG_FILES / MEBIBYTE));
}

/** The room that a task's two outputs may take; Nomad counts it as disk of the workload. */
export function logMegabytes(options: NomadEngineOptions): number {
  return 2 * LOG_FILES * logFileMegabytes(options);
}
