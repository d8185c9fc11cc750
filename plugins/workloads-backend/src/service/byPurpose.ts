import {
  lifetimeKinds,
  lifetimes,
  purposes,
  type LifetimeKind,
  type Purpose,
} from '@astrolabe/plugin-workloads-common';

/** How many there are for each purpose, of counts by kind. */
export function byPurpose(
  counts: Partial<Record<LifetimeKind, number>>,
): Record<Purpose, number> {
  const sums = Object.fromEntries(purposes.map(each => [each, 0]));
  for (const kind of lifetimeKinds) {
    sums[lifetimes[kind].purpose] += counts[kind] ?? 0;
  }
  return sums as Record<Purpose, number>;
}
