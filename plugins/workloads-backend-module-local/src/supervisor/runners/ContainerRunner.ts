import { chmodSync } from 'node:fs';
import type Docker from 'dockerode';
import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { imageTroubleOf } from '@astrolabe/plugin-workloads-node/imageTrouble';
import { Refusal } from '../refusal.ts';
import {
  ignoreGone,
  messageOf,
  refusalOf,
  refused,
  statusOf,
} from './containerErrors.ts';
import { deviceRequests, gpuWayOf } from './containerGpus.ts';
import { containerSpec, WORKLOAD_LABEL } from './containerSpec.ts';
import { RunningContainer } from './RunningContainer.ts';
import type { RunningTask, StartRequest, TaskRunner } from './types.ts';

type OnProgress = (line: string, progress?: number) => void;

/** Runs a task as a container, through the socket of Docker or Podman. */
export class ContainerRunner implements TaskRunner {
  readonly #docker: Docker;

  private constructor(docker: Docker) {
    this.#docker = docker;
  }

  static async connect(socketPath: string): Promise<ContainerRunner> {
    // Loaded only by workloads that need it: it is 20 times the supervisor.
    const { default: DockerClient } = await import('dockerode');
    return new ContainerRunner(new DockerClient({ socketPath }));
  }

  /** The image, pulled when this machine has it not. */
  async prepare(
    task: WorkloadTask,
    options: { signal: AbortSignal; onProgress: OnProgress },
  ): Promise<void> {
    const image = task.image!;
    await this.requireGpus(task);
    if (await this.#hasImage(image)) return;
    options.onProgress(`Pulling ${image}`);
    try {
      await this.#pull(image, options);
      if (!(await this.#hasImage(image))) {
        throw new Error('It is not there after the pull.');
      }
    } catch (error) {
      options.signal.throwIfAborted();
      const evidence = messageOf(error);
      const text =
        imageTroubleOf(evidence) === 'refused'
          ? 'registry-refused.machine'
          : 'image-pull-failed.machine';
      throw new Refusal(
        { ...because(text, { image }), evidence },
        { mayRetry: true },
      );
    }
  }

  /** Throws a Refusal when a task asks for GPUs and no container here can have one. */
  async requireGpus({ resources }: WorkloadTask): Promise<void> {
    if (resources.gpu?.count) await gpuWayOf(this.#docker);
  }

  async start(request: StartRequest): Promise<RunningTask> {
    const { task, workloadId, layout, gpus } = request;
    // The image's user is not ours; the folder above is closed.
    chmodSync(layout.work, 0o777);
    const name = `astrolabe-${workloadId}-${task.name}`;
    try {
      await this.#removeNamed(name);
      const container = await this.#docker.createContainer({
        name,
        ...containerSpec(request, await deviceRequests(this.#docker, gpus)),
      });
      return await new RunningContainer(container, request).start();
    } catch (error) {
      await this.#removeNamed(name).catch(() => undefined);
      throw refusalOf(error, task);
    }
  }

  /** Ends and removes every container of a workload. @returns whether there was any */
  async endAll(workloadId: string): Promise<boolean> {
    const found = await this.#docker.listContainers({
      all: true,
      filters: { label: [`${WORKLOAD_LABEL}=${workloadId}`] },
    });
    await Promise.all(found.map(({ Id }) => this.#removeNamed(Id)));
    return found.length > 0;
  }

  async #hasImage(image: string): Promise<boolean> {
    try {
      await this.#docker.getImage(image).inspect();
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw refused(error);
    }
  }

  async #pull(
    image: string,
    options: { signal: AbortSignal; onProgress: OnProgress },
  ): Promise<void> {
    const stream = await this.#docker.pull(image, {
      abortSignal: options.signal,
    });
    const note = pullProgress(options.onProgress);
    // What goes wrong once it has begun is told among the progress.
    let failure: Error | undefined;
    await new Promise<void>((resolve, reject) =>
      this.#docker.modem.followProgress(
        stream,
        error => (error ?? failure ? reject(error ?? failure) : resolve()),
        (event: PullEvent) => {
          if (event.error) failure = new Error(event.error);
          else note(event);
        },
      ),
    );
  }

  async #removeNamed(name: string): Promise<void> {
    await this.#docker
      .getContainer(name)
      .remove({ force: true, v: true })
      .catch(ignoreGone);
  }
}

interface PullEvent {
  id?: string;
  status?: string;
  progressDetail?: { current?: number; total?: number };
  error?: string;
}

/** Turns the daemon's messages about layers into one line and one figure. */
function pullProgress(onProgress: OnProgress) {
  const layers = new Map<string, { current: number; total: number }>();
  return (event: PullEvent) => {
    const { current = 0, total } = event.progressDetail ?? {};
    if (event.id && total) layers.set(event.id, { current, total });
    const all = [...layers.values()];
    const sum = (key: 'current' | 'total') =>
      all.reduce((so, layer) => so + layer[key], 0);
    onProgress(
      [event.status, event.id].filter(Boolean).join(' '),
      all.length > 0 ? sum('current') / sum('total') : undefined,
    );
  };
}
