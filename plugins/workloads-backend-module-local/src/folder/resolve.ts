import type {
  EngineValue,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import { resolveText } from '@astrolabe/plugin-workloads-node/text';

/** What the parts of a text that only the engine knows stand for. */
export interface EngineValues {
  ports: Record<string, number>;
  secrets: Record<string, string>;
  workFolder: string;
  storageFolder: string;
  environmentFolder?: string;
  listenHost: string;
  endpointUrl(name: string): string;
}

/** A text with what its parts stand for. */
export function resolveWith(text: WorkloadText, values: EngineValues): string {
  return resolveText(text, value => valueOf(value, values));
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
  if (value.folder === 'storage') return values.storageFolder;
  return value.folder === 'environment'
    ? known(values.environmentFolder, 'environment folder')
    : values.workFolder;
}

function known(value: string | number | undefined, what: string): string {
  if (value === undefined) throw new Error(`The workload has no ${what}`);
  return String(value);
}
