import type {
  EngineValue,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';

/** What the parts of a text that only the engine knows stand for. */
export interface EngineValues {
  ports: Record<string, number>;
  secrets: Record<string, string>;
  workFolder: string;
  environmentFolder?: string;
  listenHost: string;
  endpointUrl(name: string): string;
}

/**
 * The same rule as `resolveText` of the node library, which a supervisor
 * cannot import: it runs without the portal's packages.
 */
export function resolveWith(text: WorkloadText, values: EngineValues): string {
  if (typeof text === 'string') return text;
  return text.parts
    .map(part => (typeof part === 'string' ? part : valueOf(part, values)))
    .join('');
}

function valueOf(value: EngineValue, values: EngineValues): string {
  if (value.port !== undefined) {
    return known(values.ports[value.port], `port '${value.port}'`);
  }
  if (value.secret !== undefined) {
    return known(values.secrets[value.secret], `secret '${value.secret}'`);
  }
  if (value.endpointUrl !== undefined) {
    return values.endpointUrl(value.endpointUrl);
  }
  if (value.host !== undefined) return values.listenHost;
  return value.folder === 'environment'
    ? known(values.environmentFolder, 'environment folder')
    : values.workFolder;
}

function known(value: string | number | undefined, what: string): string {
  if (value === undefined) throw new Error(`The workload has no ${what}`);
  return String(value);
}

/** The address of an endpoint on its own origin: `http://<slug>-<name>.<gateway>/`. */
export function endpointUrl(
  gatewayBaseUrl: string,
  { slug, name, path = '/' }: { slug: string; name: string; path?: string },
): string {
  const base = new URL(gatewayBaseUrl);
  return `${base.protocol}//${slug}-${name}.${base.host}${path}`;
}
