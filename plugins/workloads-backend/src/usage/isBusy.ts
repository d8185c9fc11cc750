import type { WorkloadUsage } from '@astrolabe/plugin-workloads-node';

/** A GPU that does less has nothing to do. */
const IDLE_GPU_SHARE = 0.05;

/** Whether it does something; what is not known of it may be something. */
export function isBusy(
  { cpuCores, gpuShare = 0 }: WorkloadUsage,
  idleCores: number,
): boolean {
  const worksOnCpu = cpuCores === undefined || cpuCores >= idleCores;
  return worksOnCpu || gpuShare >= IDLE_GPU_SHARE;
}
