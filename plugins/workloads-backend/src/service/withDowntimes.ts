import type { Capacity, Downtime } from '@astrolabe/plugin-workloads-common';

/** The sites, each with when it will be down. */
export function withDowntimes(
  { items, unreachable }: Capacity,
  ahead: Downtime[],
): Capacity {
  return {
    unreachable,
    items: items.map(site => {
      const downtimes = ahead.filter(({ siteId }) => siteId === site.siteId);
      return downtimes.length > 0 ? { ...site, downtimes } : site;
    }),
  };
}
