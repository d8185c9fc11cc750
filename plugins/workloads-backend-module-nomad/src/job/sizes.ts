import type { NomadEngineOptions } from '../config';

const MEBIBYTE = 1024 ** 2;

/** Nomad rotates each of a task's two outputs in so many files. */
export const LOG_FILES = 2;

/** What the engine knows of a region, beside its configuration. */
export interface Surroundings {
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
