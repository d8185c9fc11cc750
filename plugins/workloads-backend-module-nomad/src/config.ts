import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@backstage/config';
import { readEndpointBases } from '@astrolabe/plugin-workloads-node';
import { InputError } from '@backstage/errors';
import type { NomadConnection } from './client/NomadClient';
import type { SnapshotOptions } from './snapshots/NomadSnapshots';
import { readTerms, type Terms } from './terms';

/** What the engine of one region is configured with; every default is here. */
export interface NomadEngineOptions {
  /** Of the engine: `nomad-<region>`. */
  id: string;
  connection: NomadConnection;
  /** Before the ids of all jobs of this portal. */
  jobPrefix: string;
  /** Titles of sites by datacentre; undefined: all datacentres are sites. */
  sites?: Map<string, string>;
  drivers: { containers: string; processes?: string };
  /** Where images of environments are, and where environments are described. */
  environments?: { registry: string; roots: string[] };
  /** Missing: no snapshots are taken. */
  snapshots?: SnapshotOptions;
  /** Whether tasks may mount storages: nodes have to allow it. */
  mounts: boolean;
  /** Of GPUs, as Nomad's device plugin calls them. */
  gpuDevice: string;
  /** For whose workloads what holds; the last one holds for everybody. */
  terms: Terms[];
  /** How long a node may be away until its workloads count as lost. */
  lostAfterSeconds: number;
  /** The same for trials, and for batch jobs that may begin anew. */
  awaySeconds: number;
  /** How long a program may not answer until it is started again. */
  silentSeconds: number;
  /** Bytes kept of each of a task's two outputs. */
  logBytes: number;
  stopGraceSeconds: number;
  resyncSeconds: number;
  /** How long addresses are used that servers do not confirm. */
  addressSeconds: number;
  /** Where browsers reach the endpoints of a site. */
  endpointBase(siteId: string): string;
}

const MEBIBYTE = 1024 ** 2;
/** Longer than timers can wait. */
const MAX_SECONDS = 2_000_000;
const ID = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/;

/**
 * Reads `workloads.nomad`: one engine for each region; none, when it is missing.
 *
 * @throws InputError that names the key and what is allowed
 */
export function readNomadOptions(config: Config): NomadEngineOptions[] {
  const nomad = config.getOptionalConfig('workloads.nomad');
  if (!nomad) return [];
  const regions = nomad.getConfigArray('regions');
  const options = regions.map(region => readRegion(nomad, region, config));
  const ids = options.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) {
    throw new InputError(`workloads.nomad.regions has '${twice}' twice`);
  }
  return options;
}

function readRegion(
  nomad: Config,
  region: Config,
  root: Config,
): NomadEngineOptions {
  const name = region.getString('name');
  const jobPrefix = nomad.getOptionalString('jobPrefix') ?? 'astrolabe';
  if (!ID.test(jobPrefix)) {
    throw new InputError(
      `Invalid value '${jobPrefix}' for workloads.nomad.jobPrefix: it has to be 2 to 32 lower-case letters, digits and hyphens`,
    );
  }
  const sites = region
    .getOptionalConfigArray('sites')
    ?.map(site => [
      site.getString('datacenter'),
      site.getOptionalString('title') ?? site.getString('datacenter'),
    ]);
  const number = (
    key: string,
    { fallback, min = 1, max = MAX_SECONDS }: Range,
  ): number => {
    const value = nomad.getOptionalNumber(key) ?? fallback;
    if (value >= min && value <= max) return value;
    throw new InputError(
      `Invalid value ${value} for workloads.nomad.${key}: allowed are ${min} to ${max}`,
    );
  };
  return {
    id: `nomad-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
    connection: {
      url: httpUrl(
        region.getOptionalString('url') ?? nomad.getOptionalString('url'),
      ),
      region: name,
      namespace: nomad.getOptionalString('namespace') ?? 'default',
      token: nomad.getOptionalString('token'),
      tls: readTls(nomad),
      pageSize: number('pageSize', { fallback: 1000, max: 10_000 }),
    },
    jobPrefix,
    sites: sites && new Map(sites as [string, string][]),
    drivers: {
      containers: nomad.getOptionalString('drivers.containers') ?? 'docker',
      processes: nomad.getOptionalString('drivers.processes'),
    },
    environments: readEnvironments(root),
    snapshots: readSnapshots(nomad),
    mounts: nomad.getOptionalBoolean('mounts') ?? false,
    gpuDevice: nomad.getOptionalString('gpuDevice') ?? 'nvidia/gpu',
    terms: readTerms(nomad),
    lostAfterSeconds: number('lostAfterSeconds', { fallback: 48 * 3600 }),
    awaySeconds: number('awaySeconds', { fallback: 60 }),
    silentSeconds: number('silentSeconds', { fallback: 300 }),
    logBytes: number('logBytes', {
      fallback: 16 * MEBIBYTE,
      min: 2 * MEBIBYTE,
      max: 32 * MEBIBYTE,
    }),
    stopGraceSeconds: number('stopGraceSeconds', { fallback: 10, max: 3600 }),
    resyncSeconds: number('resyncSeconds', { fallback: 3600 }),
    addressSeconds: number('addressSeconds', { fallback: 900 }),
    endpointBase: readEndpointBases(root),
  };
}

interface Range {
  fallback: number;
  min?: number;
  max?: number;
}

function httpUrl(value: string | undefined): string {
  if (value && /^https?:/.test(value) && URL.canParse(value)) return value;
  throw new InputError(
    `Invalid value '${value}' for workloads.nomad.url: it has to be an http(s) address such as https://nomad.example.org:4646`,
  );
}

/** As names of images have it: no scheme, lower case. */
const REGISTRY = /^[a-z0-9.-]+(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;

function readEnvironments(root: Config): NomadEngineOptions['environments'] {
  const key = 'workloads.nomad.environments';
  const environments = root.getOptionalConfig(key);
  if (!environments) return undefined;
  const registry = environments.getString('registry');
  if (!REGISTRY.test(registry)) {
    throw new InputError(
      `Invalid value '${registry}' for ${key}.registry: it has to be a host and a path in lower case, such as registry.example.org/astrolabe`,
    );
  }
  const roots =
    environments.getOptionalStringArray('roots') ??
    root.getOptionalStringArray('workloads.local.environmentRoots') ??
    [];
  if (roots.length === 0) {
    throw new InputError(
      `Missing value for ${key}.roots: it has to name folders with environments, such as catalog-info`,
    );
  }
  return { registry, roots: roots.map(folder => path.resolve(folder)) };
}

function readSnapshots(nomad: Config): NomadEngineOptions['snapshots'] {
  const snapshots = nomad.getOptionalConfig('snapshots');
  if (!snapshots) return undefined;
  const registry = snapshots.getString('registry');
  if (!REGISTRY.test(registry) || !registry.includes('/')) {
    throw new InputError(
      `Invalid value '${registry}' for workloads.nomad.snapshots.registry: it has to be a host and a path in lower case, such as registry.example.org/snapshots`,
    );
  }
  const username = snapshots.getOptionalString('username');
  return {
    registry,
    job: snapshots.getOptionalString('job') ?? 'astrolabe-snapshot',
    insecure: snapshots.getOptionalBoolean('insecure') ?? false,
    username,
    password: username && snapshots.getString('password'),
  };
}

function readTls(nomad: Config): NomadConnection['tls'] {
  const read = (key: string) => {
    const file = nomad.getOptionalString(`tls.${key}`);
    return file && readFileSync(path.resolve(file), 'utf8');
  };
  return {
    ca: read('caFile'),
    cert: read('certFile'),
    key: read('keyFile'),
  };
}
