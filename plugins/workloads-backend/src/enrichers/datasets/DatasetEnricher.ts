import type { WorkloadEnricher } from '@astrolabe/plugin-workloads-node';
import type {
  WorkloadSpec,
  WorkloadTask,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import { freeName } from '../freeName';
import type { DatasetOptions } from './config';
import {
  describeAll,
  requireOpen,
  requireRoom,
  type DatasetDirectory,
} from './known';
import { wantedText } from './wanted';

/** Of the environment, and of the folder below `catalog-info/`. */
const ENVIRONMENT = 'side-tasks/datasets';
const WANTED_FILE = '.datasets/wanted.json';
const AUTHORITIES_FILE = '.datasets/authorities.pem';

/** It streams: what it needs does not grow with what it fetches. */
const RESOURCES = {
  cpuCores: 0.25,
  memoryBytes: 192 * 1024 ** 2,
  diskBytes: 0,
};

/** Makes a task of the datasets that a workload asks for: it fetches them before the main one starts. */
export class DatasetEnricher implements WorkloadEnricher {
  readonly id = 'datasets';
  readonly #options: DatasetOptions;
  readonly #directory: DatasetDirectory;

  constructor(options: DatasetOptions, directory: DatasetDirectory) {
    this.#options = options;
    this.#directory = directory;
  }

  async enrich({ datasets, ...spec }: WorkloadSpec): Promise<WorkloadSpec> {
    if (!datasets || datasets.sources.length === 0) return spec;
    const { sources, folder = 'datasets', again = false } = datasets;
    const known = await describeAll(this.#directory, sources);
    requireOpen(known);
    requireRoom(known, spec);
    const { authorities } = this.#options;
    const task: WorkloadTask = {
      name: freeName(spec.tasks, 'datasets'),
      role: 'before',
      purpose: 'datasets',
      environment: { kind: 'python', id: ENVIRONMENT },
      command: [
        'astrolabe-datasets',
        '--sources',
        inFolder(WANTED_FILE),
        '--folder',
        inFolder(folder),
        ...(again ? ['--again'] : []),
      ],
      env: this.#env(),
      files: [
        { path: WANTED_FILE, content: wantedText(sources, known) },
        ...(authorities
          ? [{ path: AUTHORITIES_FILE, content: authorities }]
          : []),
      ],
      resources: RESOURCES,
    };
    // First: other tasks that come before may want to look at the data.
    return { ...spec, tasks: [task, ...spec.tasks] };
  }

  #env(): Record<string, WorkloadText> {
    const { proxy, noProxy, authorities } = this.#options;
    return {
      ...(proxy && { HTTPS_PROXY: proxy, HTTP_PROXY: proxy }),
      ...(proxy && { NO_PROXY: noProxy.join(',') }),
      ...(authorities && { REQUESTS_CA_BUNDLE: inFolder(AUTHORITIES_FILE) }),
    };
  }
}

function inFolder(path: string): WorkloadText {
  return { parts: [{ folder: 'work' }, `/${path}`] };
}
