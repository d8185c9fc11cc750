import type {
  LaunchRequest,
  ShareRole,
  Workload,
  WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';

/**
 * What somebody sees of a workload. With which others it was launched is its
 * owner's alone, and so are the values and what its storages are called.
 */
export function asSeen<W extends Workload | WorkloadDetail>(
  workload: W,
  role: ShareRole | 'owner',
): W {
  if (role === 'owner') return workload;
  const { group: _, accounts: __, ...seen } = workload;
  const { request } = workload as Partial<WorkloadDetail>;
  return {
    ...(seen as W),
    ...(request && { request: withoutValues(request) }),
    shared: { role },
  };
}

/** What others see of a request: values, programs and variables may hold what is its owner's alone. */
export function withoutValues({
  entityRef,
  variant,
  siteId,
}: LaunchRequest): LaunchRequest {
  return {
    entityRef,
    values: {},
    ...(variant !== undefined && { variant }),
    ...(siteId !== undefined && { siteId }),
  };
}
