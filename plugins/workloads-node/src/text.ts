import type {
  EngineValue,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';

/**
 * Puts a text together, asking `lookup` for the parts that only the engine
 * knows. A part that a person typed is taken as it is, whatever it holds.
 *
 * @public
 */
export function resolveText(
  text: WorkloadText,
  lookup: (value: EngineValue) => string,
): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map(part => (typeof part === 'string' ? part : lookup(part)))
    .join('');
}

/**
 * The public address of an endpoint behind the portal's gateway.
 * `baseUrl` is `workloads.gateway.baseUrl`, such as `http://apps.localhost:7008`.
 *
 * @public
 */
export function endpointUrl(
  baseUrl: string,
  workload: { slug: string },
  endpoint: string,
): string {
  const url = new URL(baseUrl);
  url.hostname = `${workload.slug}-${endpoint}.${url.hostname}`;
  return url.origin;
}
