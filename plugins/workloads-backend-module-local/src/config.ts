import path from 'node:path';
import type { Config } from '@backstage/config';
import { THIS_MACHINE } from '@astrolabe/plugin-workloads-common';
import { readEndpointBases } from '@astrolabe/plugin-workloads-node';
import { InputError } from '@backstage/errors';
import type { Settings } from './folder/types';

/** What the engine is configured with; every default is here. */
export interface LocalEngineOptions {
  siteId: string;
  title: string;
  dataDirectory: string;
  onShutdown: 'stop' | 'keep';
  /** 0: for ever. */
  keepEnvironmentsDays: number;
  containerSocket?: string;
  capacity: Partial<{
    cpuCores: number;
    memoryBytes: number;
    diskBytes: number;
    gpuCount: number;
  }>;
  settings: Settings;
}

const MEBIBYTE = 1024 * 1024;

/** Reads `workloads.local`, and refuses what it cannot use. */
export function readLocalEngineOptions(config: Config): LocalEngineOptions {
  const local = config.getOptionalConfig('workloads.local');
  const dataDirectory =
    local?.getOptionalString('dataDirectory') ?? 'data/local';
  const count = (key: string, fallback: number) =>
    positive(key, local?.getOptionalNumber(key) ?? fallback);
  const milliseconds = (key: string, fallback: number) =>
    timer(key, local?.getOptionalNumber(key) ?? fallback) * 1000;
  const amount = (key: string) =>
    notNegative(key, local?.getOptionalNumber(key));
  const siteId = local?.getOptionalString('siteId') ?? 'local';
  return {
    siteId,
    title: local?.getOptionalString('title') ?? THIS_MACHINE,
    dataDirectory: path.resolve(dataDirectory),
    onShutdown: oneOf(
      'onShutdown',
      local?.getOptionalString('onShutdown') ?? 'keep',
      ['keep', 'stop'],
    ),
    keepEnvironmentsDays: amount('environments.keepDays') ?? 30,
    containerSocket: local?.getOptionalString('containers.socketPath'),
    capacity: {
      cpuCores: amount('capacity.cpuCores'),
      memoryBytes: amount('capacity.memoryBytes'),
      diskBytes: amount('capacity.diskBytes'),
      gpuCount: amount('capacity.gpuCount'),
    },
    settings: {
      environmentRoots: (
        local?.getOptionalStringArray('environmentRoots') ?? []
      ).map(root => path.resolve(root)),
      stopGraceMs: milliseconds('stopGraceSeconds', 10),
      afterLimitMs: milliseconds('afterSeconds', 300),
      restartDelayMs: milliseconds('restartDelaySeconds', 1),
      logBytes: count('logBytes', 16 * MEBIBYTE),
      minimumFreeDiskBytes: count('minimumFreeDiskBytes', 256 * MEBIBYTE),
      cgroups:
        oneOf('limits', local?.getOptionalString('limits') ?? 'auto', [
          'auto',
          'watch',
        ]) === 'auto',
      gatewayBaseUrl: readEndpointBases(config)(siteId),
    },
  };
}

function oneOf<T extends string>(key: string, value: string, allowed: T[]): T {
  const found = allowed.find(candidate => candidate === value);
  if (found) return found;
  throw new InputError(
    `Invalid value '${value}' for workloads.local.${key}: allowed are ${allowed.join(
      ', ',
    )}`,
  );
}

function positive(key: string, value: number): number {
  if (value > 0) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.local.${key}: it has to be greater than 0`,
  );
}

/** Node takes a longer wait for none at all: its timers count 31 bits of milliseconds. */
const LONGEST_SECONDS = 2_147_483;

function timer(key: string, value: number): number {
  if (value > 0 && value <= LONGEST_SECONDS) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.local.${key}: it has to be greater than 0 and at most ${LONGEST_SECONDS} (seconds)`,
  );
}

function notNegative(
  key: string,
  value: number | undefined,
): number | undefined {
  if (value === undefined || value >= 0) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.local.${key}: it must not be negative`,
  );
}
