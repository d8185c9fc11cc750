import {
  FILES_VARIABLE,
  IMAGE_USER,
  threadVariables,
} from '@astrolabe/plugin-workloads-node/environments';
import { RefusedError } from '@astrolabe/plugin-workloads-node';
import {
  because,
  type WorkloadTask,
  type WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import type { NomadEngineOptions } from '../config';
import { argumentsOf } from './arguments';
import { startSecondsOf } from './document';
import type { Container } from './containers';
import { portLabel } from './names';
import { LOG_FILES, logFileMegabytes } from './sizes';
import { envTemplate, fileTemplate, type Say } from './texts';
import { MOUNTING, MOUNTING_NOTHING, mountsOf } from './mounts';
import { sayFor, type TaskContext } from './values';

const MEBIBYTE = 1024 ** 2;
const SECOND = 1e9;

const PROCESSES = 4096;

/** How long what was written last may take to arrive in a storage. Clients of Nomad allow no more by default. */
const ARRIVAL_SECONDS = 30;

/** Where a workload's folder is, in the environment that Nomad gives a task. */
const WORK = '${NOMAD_ALLOC_DIR}/data';

/** Where files wait for the start of an image of ours, in the task's own folder. */
const WAITING_FILES = 'files';

/**
 * True of all nodes, and different on each. Nomad asks one node for all that are
 * alike, and takes nodes for alike whose GPUs are more or fewer, or broken.
 */
const EACH_NODE = { LTarget: '${node.unique.id}', Operand: 'is_set' };

const lifecycles = {
  main: null,
  before: { Hook: 'prestart', Sidecar: false },
  beside: { Hook: 'poststart', Sidecar: true },
  around: { Hook: 'prestart', Sidecar: true },
  after: { Hook: 'poststop', Sidecar: false },
};

/** A task of the job's one group. */
export function buildTask(task: WorkloadTask, context: TaskContext) {
  const { options, surroundings } = context;
  const container = context.containers.get(task.name);
  const say = sayFor(task, context);
  const { command, env } = argumentsOf(task);
  const { cpuCores, memoryBytes } = task.resources;
  return {
    Name: task.name,
    Driver: driverOf(task, { container, options }),
    Leader: task.role === 'main',
    Lifecycle: lifecycles[task.role],
    Constraints: task.resources.gpu?.count ? [EACH_NODE] : [],
    Config: container
      ? containerConfig(task, { ...context, container, command })
      : processConfig(command),
    Templates: templates(task, { env, say, container, ...context }),
    Services: services(task, context),
    ...(task.mounts && { User: 'root' }),
    KillTimeout: graceOf(task, options) * SECOND,
    LogConfig: {
      MaxFiles: LOG_FILES,
      MaxFileSizeMB: logFileMegabytes(options),
    },
    Resources: {
      CPU: Math.max(1, Math.ceil(cpuCores * surroundings.mhzPerCore)),
      MemoryMB: Math.max(10, Math.ceil(memoryBytes / MEBIBYTE)),
      Devices: devices(task, options),
    },
  };
}

function driverOf(
  task: WorkloadTask,
  {
    container,
    options,
  }: { container?: Container; options: NomadEngineOptions },
): string {
  const { containers, processes } = options.drivers;
  const driver = container ? containers : processes;
  if (driver) return driver;
  throw new RefusedError(
    because('engine-refused.noImage', { task: task.name }),
  );
}

function containerConfig(
  task: WorkloadTask,
  {
    container,
    command,
    workload,
  }: TaskContext & { container: Container; command: string[] },
) {
  return {
    image: container.image,
    ...(container.environment && { work_dir: WORK }),
    ...(command.length > 0 && { command: command[0], args: command.slice(1) }),
    ports: (task.ports ?? []).map(({ name }) => portLabel(name)),
    cap_drop: ['all'],
    ...(task.mounts ? MOUNTING : MOUNTING_NOTHING),
    ...mountsOf(task, workload.spec),
    pids_limit: PROCESSES,
    // Programs share tensors between their processes there.
    shm_size: Math.floor(task.resources.memoryBytes / 2),
  };
}

function graceOf(
  { mounts }: WorkloadTask,
  { stopGraceSeconds }: NomadEngineOptions,
): number {
  return mounts
    ? Math.max(stopGraceSeconds, ARRIVAL_SECONDS)
    : stopGraceSeconds;
}

function processConfig(command: string[]) {
  return { command: command[0], args: command.slice(1), work_dir: WORK };
}

function templates(
  task: WorkloadTask,
  {
    env,
    say,
    container,
    workload,
    delimiters,
  }: TaskContext & {
    env: Record<string, WorkloadText>;
    say: Say;
    container?: Container;
  },
) {
  const common = {
    LeftDelim: delimiters.left,
    RightDelim: delimiters.right,
    ChangeMode: 'noop',
  };
  const variables = {
    ...ownVariables(task, { container, workload }),
    ...task.env,
    ...env,
  };
  // In an image of ours its start puts them where they belong, as its own user:
  // folders that Nomad makes are closed to all but root.
  const folder = container?.environment ? `local/${WAITING_FILES}` : WORK;
  return [
    {
      ...common,
      EmbeddedTmpl: envTemplate(variables, say),
      DestPath: 'secrets/astrolabe.env',
      Envvars: true,
      Perms: '0600',
    },
    ...(task.files ?? []).map(({ path, content }) => ({
      ...common,
      EmbeddedTmpl: fileTemplate(content, say),
      DestPath: `${folder}/${path}`,
      Envvars: false,
      Perms: '0644',
    })),
  ].filter(({ EmbeddedTmpl }) => EmbeddedTmpl !== '');
}

/** What a program is told besides what its author says; an image of somebody else is told nothing. */
function ownVariables(
  { resources, mounts, purpose }: WorkloadTask,
  {
    container,
    workload,
  }: Pick<TaskContext, 'workload'> & { container?: Container },
): Record<string, WorkloadText> {
  const home = { HOME: { parts: [{ folder: 'work' as const }] } };
  if (!container) return home;
  if (!container.environment) return {};
  return {
    ...home,
    ...threadVariables(resources.cpuCores),
    [FILES_VARIABLE]: `/local/${WAITING_FILES}`,
    // Whom the kernel lets into what it mounts.
    ...(mounts && { STORAGE_OWNER: IMAGE_USER }),
    // By which it names what both sides have changed.
    ...(purpose === 'storage' && { ASTROLABE_WORKLOAD_ID: workload.id }),
  };
}

/** What Nomad asks to know whether it answers. */
function services(task: WorkloadTask, { workload, options }: TaskContext) {
  const { health } = task;
  if (!health || workload.spec.lifetime.kind === 'batch') return [];
  const common = {
    Interval: SECOND,
    Timeout: 2 * SECOND,
    // One that hangs is started again, as often as one that has ended.
    CheckRestart: {
      Limit: options.silentSeconds,
      Grace: startSecondsOf(task)! * SECOND,
    },
  };
  return [
    {
      Name: `astrolabe-${health.port}`,
      PortLabel: portLabel(health.port),
      Provider: 'nomad',
      Checks: [
        // Nomad cannot be told to take any answer below 500 for a good one.
        health.strict
          ? { Type: 'http', Path: asData(health.path ?? '/'), ...common }
          : { Type: 'tcp', ...common },
      ],
    },
  ];
}

/** Nomad replaces `${…}` in the path that it asks; encoded, it says the same to the program. */
function asData(path: string): string {
  return path.replaceAll('${', '%24%7B');
}

function devices(task: WorkloadTask, { gpuDevice }: NomadEngineOptions) {
  const { gpu } = task.resources;
  if (!gpu?.count) return [];
  const model = {
    LTarget: '${device.model}',
    Operand: '=',
    RTarget: gpu.model,
  };
  return [
    {
      Name: gpuDevice,
      Count: gpu.count,
      Constraints: gpu.model ? [model] : [],
    },
  ];
}
