import type { GpuModelCapacity, SiteCapacity } from './types';

/** GPUs of a site; `model` is missing where it does not tell models. @public */
export type GpuLine = Omit<GpuModelCapacity, 'model'> & { model?: string };

/** The GPUs of a site, a line for each model that it tells. @public */
export function gpuLinesOf({
  gpuModels = [],
  total,
  free,
}: Pick<SiteCapacity, 'gpuModels' | 'total' | 'free'>): GpuLine[] {
  const count = total.gpu?.count ?? 0;
  if (gpuModels.length > 0 || count === 0) return gpuModels;
  const left = free.gpu?.count ?? 0;
  return [{ total: count, eligible: count, used: count - left, free: left }];
}
