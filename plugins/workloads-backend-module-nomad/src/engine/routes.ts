import {
  resolveText,
  type EndpointRoute,
} from '@astrolabe/plugin-workloads-node';
import type { DocumentEndpoint } from '../job/document';
import { portLabel } from '../job/names';
import type { JobView } from '../region/Mirror';
import { currentOf } from './observe';

/** Where an endpoint listens, on its node; undefined, before it has a port. */
export function originOf(
  view: JobView,
  endpoint: DocumentEndpoint,
): string | undefined {
  const ports = currentOf(view)?.AllocatedResources?.Shared.Ports;
  const port = ports?.find(({ Label }) => Label === portLabel(endpoint.port));
  if (!port) return undefined;
  const host = port.HostIP.includes(':') ? `[${port.HostIP}]` : port.HostIP;
  return `http://${host}:${port.Value}`;
}

/** What its program wants to be told. */
export function headersOf(
  { forwardHeaders = {} }: DocumentEndpoint,
  secrets: Record<string, string>,
): Record<string, string> {
  const headers = Object.entries(forwardHeaders).map(([name, text]) => [
    name,
    resolveText(text, ({ secret }) => (secret ? secrets[secret] : '')),
  ]);
  return Object.fromEntries(headers);
}

/** Those of a workload that runs. */
export function routesOf(view: JobView): EndpointRoute[] {
  const { workloadId, slug, endpoints } = view.document;
  return endpoints.flatMap(endpoint => {
    const origin = originOf(view, endpoint);
    const headers = Object.keys(endpoint.forwardHeaders ?? {});
    const { name } = endpoint;
    return origin
      ? [{ workloadId, slug, endpoint: name, origin, headers }]
      : [];
  });
}
