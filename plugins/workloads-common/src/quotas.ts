import { amountsOf, type Amounts } from './resources';
import type { WorkloadResources } from './generated/workload';

/** What a quota adds up. @public */
export type QuotaResource = 'workloads' | keyof Amounts;

/** How much of a quota is used, and how much a request asks of it. @public */
export interface QuotaUse {
  /** Of the quota; `tier` for what comes with the person's tier. */
  quotaId: string;
  /** What people call it; missing for the one of the tier. */
  title?: string;
  /** Whether it is the person's own, or shared by all whom it is for. */
  per: 'person' | 'all';
  resource: QuotaResource;
  /** Of GPUs, where they are of one model. */
  gpuModel?: string;
  limit: number;
  used: number;
  /** By the request in question; 0 where there is none. */
  asked: number;
}

/** What workloads hold, or what one asks for. @public */
export interface Holding extends Amounts {
  workloads: number;
  /** GPUs by model, of those that name one. */
  gpuModels: Record<string, number>;
}

/** Whether there is room for what is asked; who asks for nothing of it fits. @public */
export function fitsQuota({ limit, used, asked }: QuotaUse): boolean {
  return asked <= 0 || used + asked <= limit + 1e-9;
}

/** What one workload holds. @public */
export function holdingOf(resources: WorkloadResources): Holding {
  const { model, count = 0 } = resources.gpu ?? {};
  return {
    workloads: 1,
    ...amountsOf(resources),
    gpuModels: model && count > 0 ? { [model]: count } : {},
  };
}
