import type { Downtime } from './downtimes';
import type { WorkloadResources } from './generated/workload';
import type { WorkloadReason } from './reasons';

/** Free and total resources of a site. @public */
export interface SiteCapacity {
  siteId: string;
  title: string;
  engine: string;
  /** Of nodes that take work. */
  total: WorkloadResources;
  free: WorkloadResources;
  /** How many machines it has; missing where that says nothing. */
  nodes?: SiteNodes;
  /** Its GPUs, model by model, of all its nodes. */
  gpuModels?: GpuModelCapacity[];
  /** When it will be down, or is; the first one first. */
  downtimes?: Downtime[];
  /** Where it is, where the portal was told. */
  place?: SitePlace;
}

/** A place on earth, in degrees: north and east are positive. @public */
export interface SitePlace {
  latitude: number;
  longitude: number;
}

/** @public */
export interface SiteNodes {
  /** That take work. */
  ready: number;
  /** That are closed for new work, or being emptied. */
  closed: number;
  /** That do not answer. */
  down: number;
}

/** @public */
export interface GpuModelCapacity {
  model: string;
  /** On all nodes, broken ones too. */
  total: number;
  /** That work, on nodes that take work. */
  eligible: number;
  /** That somebody has, on closed nodes too. */
  used: number;
  /** Eligible, and nobody's. */
  free: number;
}

/** An engine that does not answer, and why. @public */
export interface UnreachableEngine {
  engine: string;
  reason: WorkloadReason;
}

/** What people call the portal's own machine, unless its operator says otherwise. @public */
export const THIS_MACHINE = 'This machine';

/** What there is and what is free, where something new may be launched. @public */
export interface Capacity {
  items: SiteCapacity[];
  unreachable: UnreachableEngine[];
}

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
