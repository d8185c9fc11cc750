import { createRouteRef } from '@backstage/frontend-plugin-api';

/** My workloads. */
export const rootRouteRef = createRouteRef();

/** The launch form; other rooms link to `/deploy?ref=<entity ref>`, with `set=<group.field=value>` to fill in. */
export const deployRouteRef = createRouteRef();

/** The sites, and what is free there. */
export const sitesRouteRef = createRouteRef();

/** Where a workload is looked at. */
export function workloadPath(id: string): string {
  return `/workloads/${encodeURIComponent(id)}`;
}

/** Where something is tried: other rooms link to `/try?ref=<entity ref>`. */
export const tryRouteRef = createRouteRef();

/** What one was told of one's workloads. */
export const noticesPath = '/notices';

/** The tab of one's snapshots. */
export const SNAPSHOTS_TAB = 'snapshots';

/** Where one's snapshots are looked at. */
export const snapshotsPath = `/workloads?tab=${SNAPSHOTS_TAB}`;

/**
 * Where an asset is launched: one way of several, with the values of an earlier
 * launch, or from a snapshot.
 */
export function deployPath(
  entityRef: string,
  options: { from?: string; variant?: string; snapshot?: string } = {},
): string {
  const { from, variant, snapshot } = options;
  const query = new URLSearchParams({
    ref: entityRef,
    ...(from && { from }),
    ...(variant && { variant }),
    ...(snapshot && { snapshot }),
  });
  return `/deploy?${query}`;
}
