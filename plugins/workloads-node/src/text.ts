import type {
  EngineValue,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';

// Imports nothing but types: the supervisor of the local engine loads this file as it is.

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
 * The address of an endpoint on its own origin behind the portal's gateway:
 * `http://<slug>-<name>.apps.localhost:7008/`. `baseUrl` is
 * `workloads.gateway.baseUrl`, such as `http://apps.localhost:7008`.
 *
 * @public
 */
export function endpointUrl(
  baseUrl: string | URL,
  { slug, name, path = '/' }: { slug: string; name: string; path?: string },
): string {
  const { protocol, host } = new URL(baseUrl);
  return `${protocol}//${slug}-${name}.${host}${path}`;
}
