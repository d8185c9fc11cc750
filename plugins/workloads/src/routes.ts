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

/** Where an asset is launched: one way of several, or with the values of an earlier launch. */
export function deployPath(
  entityRef: string,
  { from, variant }: { from?: string; variant?: string } = {},
): string {
  const query = new URLSearchParams({
    ref: entityRef,
    ...(from && { from }),
    ...(variant && { variant }),
  });
  return `/deploy?${query}`;
}
