import type { TierLimits } from '@astrolabe/plugin-communities-common';
import type { WorkloadSpec } from '@astrolabe/plugin-workloads-common';

/** A tier with a longest life gives it to what would live longer. */
export function limitLifetime(
  spec: WorkloadSpec,
  limits: TierLimits,
): WorkloadSpec {
  const asked = spec.lifetime.timeToLiveSeconds ?? Infinity;
  const most = limits.timeToLiveSeconds ?? Infinity;
  if (asked <= most) return spec;
  return { ...spec, lifetime: { ...spec.lifetime, timeToLiveSeconds: most } };
}
