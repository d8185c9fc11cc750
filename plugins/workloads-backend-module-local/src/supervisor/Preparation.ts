import { mkdirSync } from 'node:fs';
import type {
  WorkloadReason,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { requirementsOf } from '@astrolabe/plugin-workloads-common/resources';
import { endpointUrl } from '@astrolabe/plugin-workloads-node/text';
import { readJson } from '../folder/files.ts';
import type { WorkloadLayout } from '../folder/layout.ts';
import { resolveWith, type EngineValues } from '../folder/resolve.ts';
import type { Settings, Wish } from '../folder/types.ts';
import { requireSpace } from './disk.ts';
import { prepareMounts } from './mounts.ts';
import {
  requireEnvironment,
  prepareEnvironment,
} from './environments/prepareEnvironment.ts';
import type { ReadyEnvironment } from './environments/types.ts';
import { allocatePorts } from './ports.ts';
import { noContainers } from './refusal.ts';
import type { Reporter } from './Reporter.ts';
import { ContainerRunner } from './runners/ContainerRunner.ts';
import { ProcessRunner } from './runners/ProcessRunner.ts';
import { runsInContainer } from './runners/runsInContainer.ts';
import type { TaskRunner } from './runners/types.ts';
import { restoreSnapshot } from './restoreSnapshot.ts';
import { writeInside } from './writeInside.ts';

const PROGRESS_MS = 300;

export interface PreparationContext {
  dataDirectory: string;
  layout: WorkloadLayout;
  settings: Settings;
  wish: Wish;
  reporter: Reporter;
  /** Aborted when the run has to end early. */
  signal: AbortSignal;
}

/** All that has to be there before tasks can start: folders, packages, images, ports, files. */
export class Preparation {
  readonly #context: PreparationContext;
  readonly #environments = new Map<string, ReadyEnvironment>();
  readonly #runners = new Map<'process' | 'container', TaskRunner>();
  #ports: Record<string, number> = {};
  #progressAt = 0;

  constructor(context: PreparationContext) {
    this.#context = context;
  }

  /** Throws a Refusal when something cannot be had. */
  async prepare(): Promise<void> {
    const { layout, wish, settings, reporter } = this.#context;
    const { spec } = wish.workload;
    const { tasks } = spec;
    for (const folder of [layout.work, layout.temporary, layout.logs]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    requireSpace(layout, {
      diskBytes: requirementsOf(spec).diskBytes,
      minimumFreeDiskBytes: settings.minimumFreeDiskBytes,
    });
    await restoreSnapshot(spec, {
      ...this.#context,
      isShared: tasks.some(task => this.runsInContainer(task)),
      onBegin: () =>
        reporter.update({
          state: 'starting',
          reason: because('starting-process.restoring'),
        }),
    });
    prepareMounts(layout, tasks);
    for (const task of tasks) {
      if (this.runsInContainer(task)) await this.#prepareImage(task);
      else if (task.environment) await this.#prepareEnvironment(task);
    }
    const names = tasks
      .flatMap(task => task.ports ?? [])
      .map(port => port.name);
    this.#ports = await allocatePorts([...new Set(names)]);
    reporter.update({ ports: this.#ports, readyPorts: [] });
    for (const task of tasks) this.#writeFiles(task);
  }

  get ports(): Record<string, number> {
    return this.#ports;
  }

  get secrets(): Record<string, string> {
    const { secrets } = this.#context.layout;
    return readJson<Record<string, string>>(secrets) ?? {};
  }

  environmentOf(task: WorkloadTask): ReadyEnvironment | undefined {
    return task.environment && this.#environments.get(task.environment.id);
  }

  runsInContainer(task: WorkloadTask): boolean {
    return runsInContainer(task, this.#context.settings.environmentRoots);
  }

  async runnerOf(task: WorkloadTask): Promise<TaskRunner> {
    const kind = this.runsInContainer(task) ? 'container' : 'process';
    const known = this.#runners.get(kind);
    if (known) return known;
    const runner =
      kind === 'process'
        ? new ProcessRunner()
        : await ContainerRunner.connect(this.#containerSocket());
    this.#runners.set(kind, runner);
    return runner;
  }

  valuesFor(task: WorkloadTask): EngineValues {
    const { layout, settings, wish } = this.#context;
    const { slug, spec } = wish.workload;
    return {
      ports: this.#ports,
      secrets: this.secrets,
      workFolder: layout.work,
      storageFolder: layout.mounts,
      environmentFolder: this.environmentOf(task)?.folder,
      listenHost: '127.0.0.1',
      endpointUrl: name => {
        if (!spec.endpoints?.some(endpoint => endpoint.name === name)) {
          throw new Error(`The workload has no endpoint '${name}'`);
        }
        return endpointUrl(settings.gatewayBaseUrl, { slug, name });
      },
    };
  }

  async #prepareEnvironment(task: WorkloadTask): Promise<void> {
    const environment = task.environment!;
    if (this.#environments.has(environment.id)) return;
    const { settings, dataDirectory, wish, signal } = this.#context;
    const found = requireEnvironment(environment, settings.environmentRoots);
    const ready = await prepareEnvironment({
      ...found,
      environment,
      dataDirectory,
      workloadId: wish.workload.id,
      signal,
      onProgress: this.#progress(because('preparing-environment.installing')),
    });
    this.#environments.set(environment.id, ready);
  }

  async #prepareImage(task: WorkloadTask): Promise<void> {
    const runner = await this.runnerOf(task);
    await runner.prepare(task, {
      signal: this.#context.signal,
      onProgress: this.#progress(
        because('pulling-image.image', { image: task.image! }),
      ),
    });
  }

  #containerSocket(): string {
    const { containerSocket } = this.#context.wish;
    if (containerSocket) return containerSocket;
    throw noContainers();
  }

  #writeFiles(task: WorkloadTask): void {
    for (const { path, content } of task.files ?? []) {
      writeInside(this.#context.layout.work, {
        path,
        content: resolveWith(content, this.valuesFor(task)),
      });
    }
  }

  /** Reports a long step, a few times a second at most. */
  #progress(reason: WorkloadReason) {
    return (evidence: string, progress?: number) => {
      if (Date.now() - this.#progressAt < PROGRESS_MS) return;
      this.#progressAt = Date.now();
      this.#context.reporter.update({
        state: 'starting',
        reason: { ...reason, evidence: evidence.slice(0, 300), progress },
      });
    };
  }
}
