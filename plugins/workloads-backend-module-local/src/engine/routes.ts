import type { EndpointRoute } from '@astrolabe/plugin-workloads-node';
import type { Known } from './observe';

/** Where the endpoints of a workload listen; none, unless it runs and is looked after. */
export function routesOf({ wish, report, supervised }: Known): EndpointRoute[] {
  if (!supervised || report?.state !== 'running') return [];
  const { id: workloadId, slug, spec } = wish.workload;
  return (spec.endpoints ?? []).flatMap(({ name, port, forwardHeaders }) => {
    const listens = report.ports[port];
    const origin = `http://127.0.0.1:${listens}`;
    const headers = Object.keys(forwardHeaders ?? {});
    return listens
      ? [{ workloadId, slug, endpoint: name, origin, headers }]
      : [];
  });
}
