import { chmodSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type Docker from 'dockerode';
import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { resolveWith } from '../../folder/resolve.ts';
import { Refusal } from '../refusal.ts';
import type {
  RunningTask,
  StartRequest,
  TaskExit,
  TaskRunner,
} from './types.ts';

/** Carried by every container that we make; the value is the workload's id. */
export const WORKLOAD_LABEL = 'dev.astrolabe.workload';

/** Where a container finds the workload's folder. */
export const CONTAINER_WORK = '/workload';

/** What images commonly need to change to their own user; all else is dropped. */
const CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'KILL',
  'NET_BIND_SERVICE',
  'SETGID',
  'SETUID',
];

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
    options: {
      signal: AbortSignal;
      onProgress: (line: string, progress?: number) => void;
    },
  ): Promise<void> {
    const image = task.image!;
    if (await this.#hasImage(image)) return;
    options.onProgress(`Pulling ${image}`);
    try {
      const stream = await this.#docker.pull(image, {
        abortSignal: options.signal,
      });
      await new Promise<void>((resolve, reject) =>
        this.#docker.modem.followProgress(
          stream,
          error => (error ? reject(error) : resolve()),
          pullProgress(options.onProgress),
        ),
      );
      if (!(await this.#hasImage(image)))
        throw new Error('It is not there after the pull.');
    } catch (error) {
      options.signal.throwIfAborted();
      throw new Refusal(
        {
          code: 'image-pull-failed',
          message: `The image '${image}' could not be had.`,
          evidence: messageOf(error),
          nextStep:
            'Check the name of the image, and that this machine reaches its registry.',
        },
        { mayRetry: true },
      );
    }
  }

  async start(request: StartRequest): Promise<RunningTask> {
    const { task, log } = request;
    chmodSync(request.layout.work, 0o777); // The image's user is not ours; the folder above is closed.
    const name = `astrolabe-${request.workloadId}-${task.name}`;
    await this.#removeNamed(name);
    try {
      const container = await this.#docker.createContainer({
        name,
        ...containerSpec(request),
      });
      const output = await container.attach({
        stream: true,
        stdout: true,
        stderr: true,
      });
      const sink = new PassThrough();
      sink.on('data', chunk => log.write(chunk));
      container.modem.demuxStream(output, sink, sink);
      await container.start();
      const exited = this.#exit(container, output);
      return {
        task,
        log,
        exited,
        stop: graceMs => end(container, { graceMs, exited }),
        leftovers: { processes: [], cgroups: [], containers: true },
      };
    } catch (error) {
      await this.#removeNamed(name);
      throw refusalOf(error, task);
    }
  }

  /** Ends and removes every container of a workload. @returns whether there was any */
  async endAll(workloadId: string): Promise<boolean> {
    const found = await this.#docker.listContainers({
      all: true,
      filters: { label: [`${WORKLOAD_LABEL}=${workloadId}`] },
    });
    await Promise.all(
      found.map(({ Id }) => remove(this.#docker.getContainer(Id))),
    );
    return found.length > 0;
  }

  async #hasImage(image: string): Promise<boolean> {
    return this.#docker
      .getImage(image)
      .inspect()
      .then(
        () => true,
        error => {
          if (error.statusCode === 404) return false;
          throw unreachable(error);
        },
      );
  }

  async #exit(
    container: Docker.Container,
    output: NodeJS.ReadableStream,
  ): Promise<TaskExit> {
    const drained = new Promise(resolve => {
      output.once('end', resolve);
      output.once('close', resolve);
    });
    try {
      const { StatusCode } = await container.wait();
      const { State } = await container.inspect();
      await Promise.race([
        drained,
        new Promise(next => setTimeout(next, 1000)),
      ]);
      await remove(container);
      return {
        code: StatusCode,
        outOfMemory: State.OOMKilled
          ? 'The kernel ended it at the memory limit.'
          : undefined,
      };
    } catch (error) {
      throw unreachable(error);
    }
  }

  #removeNamed(name: string): Promise<void> {
    return remove(this.#docker.getContainer(name));
  }
}

function containerSpec(request: StartRequest): Docker.ContainerCreateOptions {
  const { task, values, layout, generation, workloadId } = request;
  const ports = (task.ports ?? []).map(({ name, containerPort }) => ({
    inside: `${containerPort ?? values.ports[name]}/tcp`,
    outside: String(values.ports[name]),
  }));
  const inside = {
    ...values,
    listenHost: '0.0.0.0',
    workFolder: CONTAINER_WORK,
    ports: { ...values.ports, ...containerPorts(task) },
  };
  const env = Object.entries(task.env ?? {}).map(
    ([name, text]) => `${name}=${resolveWith(text, inside)}`,
  );
  return {
    Image: task.image,
    Cmd: task.command?.map(text => resolveWith(text, inside)),
    Env: env,
    Labels: {
      [WORKLOAD_LABEL]: workloadId,
      [`${WORKLOAD_LABEL}.generation`]: String(generation),
      [`${WORKLOAD_LABEL}.task`]: task.name,
    },
    ExposedPorts: Object.fromEntries(ports.map(port => [port.inside, {}])),
    HostConfig: {
      Binds: [`${layout.work}:${CONTAINER_WORK}`],
      PortBindings: Object.fromEntries(
        ports.map(port => [
          port.inside,
          [{ HostIp: '127.0.0.1', HostPort: port.outside }],
        ]),
      ),
      Memory: task.resources.memoryBytes,
      NanoCpus: Math.round(task.resources.cpuCores * 1e9),
      Privileged: false,
      CapDrop: ['ALL'],
      CapAdd: CAPABILITIES,
      SecurityOpt: ['no-new-privileges'],
      RestartPolicy: { Name: '' },
    },
  };
}

function containerPorts(task: WorkloadTask): Record<string, number> {
  return Object.fromEntries(
    (task.ports ?? []).flatMap(({ name, containerPort }) =>
      containerPort === undefined ? [] : [[name, containerPort]],
    ),
  );
}

async function end(
  container: Docker.Container,
  options: { graceMs: number; exited: Promise<TaskExit> },
): Promise<void> {
  await container
    .stop({ t: Math.ceil(options.graceMs / 1000) })
    .catch(ignoreGone);
  await Promise.race([
    options.exited.catch(() => undefined),
    new Promise(next => setTimeout(next, 5000).unref()),
  ]);
  await remove(container);
}

async function remove(container: Docker.Container): Promise<void> {
  await container.remove({ force: true, v: true }).catch(ignoreGone);
}

/** 304: ended already. 404: gone. 409: being removed. */
function ignoreGone(error: { statusCode?: number }): void {
  if (![304, 404, 409].includes(error.statusCode ?? 0)) throw error;
}

/** Turns the daemon's messages about layers into one line and one figure. */
function pullProgress(onProgress: (line: string, progress?: number) => void) {
  const layers = new Map<string, { current: number; total: number }>();
  return (event: {
    id?: string;
    status?: string;
    progressDetail?: { current?: number; total?: number };
  }) => {
    const { current, total } = event.progressDetail ?? {};
    if (event.id && total)
      layers.set(event.id, { current: current ?? 0, total });
    const sum = [...layers.values()].reduce(
      (so, layer) => ({
        current: so.current + layer.current,
        total: so.total + layer.total,
      }),
      { current: 0, total: 0 },
    );
    onProgress(
      [event.status, event.id].filter(Boolean).join(' '),
      sum.total > 0 ? sum.current / sum.total : undefined,
    );
  };
}

function refusalOf(error: unknown, task: WorkloadTask): unknown {
  const message = messageOf(error);
  if (/executable file not found|no such file or directory/i.test(message)) {
    return new Refusal({
      code: 'missing-program',
      message: `The image '${task.image}' does not have the program to run.`,
      evidence: message,
      nextStep: 'Check the command of the task against the image.',
    });
  }
  if (/address already in use|port is already allocated/i.test(message)) {
    return new Refusal(
      {
        code: 'port-in-use',
        message: 'Another program took the port first.',
        evidence: message,
      },
      { mayRetry: true },
    );
  }
  if (/no space left/i.test(message)) {
    return new Refusal({
      code: 'disk-full',
      message: 'There is no room left on the disk of this machine.',
      evidence: message,
      nextStep: 'Remove images or workloads that are not needed, then restart.',
    });
  }
  return unreachable(error);
}

function unreachable(error: unknown): Refusal {
  return new Refusal(
    {
      code: 'engine-refused',
      message: 'The container engine of this machine refused.',
      evidence: messageOf(error),
      nextStep: 'Look at the log of Docker or Podman on this machine.',
    },
    { mayRetry: true },
  );
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(
    0,
    1000,
  );
}
