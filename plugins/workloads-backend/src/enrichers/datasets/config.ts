import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** How repositories are reached from where workloads run. */
export interface DatasetOptions {
  /** Address of a proxy for https and http. */
  proxy?: string;
  /** Names and addresses that are reached without it. */
  noProxy: string[];
  /** Certificates of the authorities that are trusted, in place of the usual ones. PEM. */
  authorities?: string;
}

/** What a file of a task may hold. */
const MOST_BYTES = 1024 ** 2;

/**
 * Reads `workloads.datasets`.
 *
 * @throws InputError that names the key and what is allowed
 */
export function readDatasetOptions(config: Config): DatasetOptions {
  const datasets = config.getOptionalConfig('workloads.datasets');
  return {
    proxy: readProxy(datasets?.getOptionalString('proxy')),
    noProxy: datasets?.getOptionalStringArray('noProxy') ?? [],
    authorities: readAuthorities(datasets?.getOptionalString('caFile')),
  };
}

/** It stands in the workload, where its owner and operators of sites see it: no place for a password. */
function readProxy(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password)
    return text;
  throw new InputError(
    'Invalid value for workloads.datasets.proxy: it has to be an http(s) address without a password, such as http://proxy.example.org:3128',
  );
}

function readAuthorities(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const text = readFileSync(path.resolve(file), 'utf8');
  if (text.includes('-----BEGIN CERTIFICATE-----') && text.length <= MOST_BYTES)
    return text;
  throw new InputError(
    `Invalid value '${file}' for workloads.datasets.caFile: it has to be a file with certificates in PEM, of at most 1 MiB`,
  );
}
