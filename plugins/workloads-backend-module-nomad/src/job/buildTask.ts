import {
  endpointUrl,
  RefusedError,
  type EngineWorkload,
} from '@astrolabe/plugin-workloads-node';
import {
  because,
  type EngineValue,
  type WorkloadTask,
  type WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import type { NomadEngineOptions } from '../config';
import { identifier, variablePath } from './names';
import { LOG_FILES, logFileMegabytes, type Surroundings } from './sizes';
import {
  envTemplate,
  fileTemplate,
  isPlain,
  type Delimiters,
  type Say,
} from './texts';

const MEBIBYTE = 1024 ** 2;
const SECOND = 1e9;

/** What images commonly need to change to their own user; all else is dropped. */
const CAPABILITIES = [
  'chown',
  'dac_override',
  'fowner',
  'kill',
  'net_bind_service',
  'setgid',
  'setuid',
];
const PROCESSES = 4096;

interface Context {
  workload: EngineWorkload;
  options: NomadEngineOptions;
  surroundings: Surroundings;
  jobId: string;
  delimiters: Delimiters;
}

/** Where a workload's folder is, in the environment that Nomad gives a task. */
const WORK = '${NOMAD_ALLOC_DIR}/data';

/** A port's name, where Nomad makes the name of a variable of it. */
export function portLabel(name: string): string {
  return `p_${identifier(name)}`;
}

/**
 * True of all nodes, and different on each. Nomad asks one node for all that are
 * alike, and takes nodes for alike whose GPUs are more or fewer, or broken.
 */
const EACH_NODE = { LTarget: '${node.unique.id}', Operand: 'is_set' };

const lifecycles = {
  main: null,
  before: { Hook: 'prestart', Sidecar: false },
  beside: { Hook: 'poststart', Sidecar: true },
  after: { Hook: 'poststop', Sidecar: false },
};

/** A task of the job's one group. */
export function buildTask(task: WorkloadTask, context: Context) {
  const { options, surroundings } = context;
  const say = sayFor(task, context);
  const { command, env } = argumentsOf(task);
  const { cpuCores, memoryBytes } = task.resources;
  return {
    Name: task.name,
    Driver: driverOf(task, options),
    Leader: task.role === 'main',
    Lifecycle: lifecycles[task.role],
    Constraints: task.resources.gpu?.count ? [EACH_NODE] : [],
    Config: task.image
      ? containerConfig(task, command)
      : processConfig(command),
    Templates: templates(task, { env, say, ...context }),
    Services: services(task, context),
    KillTimeout: options.stopGraceSeconds * SECOND,
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

function driverOf(task: WorkloadTask, { drivers }: NomadEngineOptions): string {
  if (!task.image && task.environment) {
    throw new RefusedError(
      because('engine-refused.ownPackages', {
        task: task.name,
        environment: task.environment.id,
      }),
    );
  }
  const driver = task.image ? drivers.containers : drivers.processes;
  if (driver) return driver;
  throw new RefusedError(
    because('engine-refused.noImage', { task: task.name }),
  );
}

/** The command, with what Nomad would change in it put into variables. */
function argumentsOf(task: WorkloadTask) {
  const env: Record<string, WorkloadText> = {};
  const command = (task.command ?? []).map((text, index) => {
    if (isPlain(text)) return text;
    const name = `ASTROLABE_ARGUMENT_${index}`;
    env[name] = text;
    return `\${${name}}`;
  });
  return { command, env };
}

function containerConfig(task: WorkloadTask, command: string[]) {
  return {
    image: task.image,
    ...(command.length > 0 && { command: command[0], args: command.slice(1) }),
    ports: (task.ports ?? []).map(({ name }) => portLabel(name)),
    cap_drop: ['all'],
    cap_add: CAPABILITIES,
    security_opt: ['no-new-privileges'],
    pids_limit: PROCESSES,
    // Programs share tensors between their processes there.
    shm_size: Math.floor(task.resources.memoryBytes / 2),
  };
}

function processConfig(command: string[]) {
  return { command: command[0], args: command.slice(1), work_dir: WORK };
}

function templates(
  task: WorkloadTask,
  {
    env,
    say,
    delimiters,
  }: Context & { env: Record<string, WorkloadText>; say: Say },
) {
  const common = {
    LeftDelim: delimiters.left,
    RightDelim: delimiters.right,
    ChangeMode: 'noop',
  };
  const home: Record<string, WorkloadText> = task.image
    ? {}
    : { HOME: { parts: [{ folder: 'work' }] } };
  return [
    {
      ...common,
      EmbeddedTmpl: envTemplate({ ...home, ...task.env, ...env }, say),
      DestPath: 'secrets/astrolabe.env',
      Envvars: true,
      Perms: '0600',
    },
    ...(task.files ?? []).map(({ path, content }) => ({
      ...common,
      EmbeddedTmpl: fileTemplate(content, say),
      DestPath: `${WORK}/${path}`,
      Envvars: false,
      Perms: '0644',
    })),
  ].filter(({ EmbeddedTmpl }) => EmbeddedTmpl !== '');
}

/** Engine values as actions of a template; what they name is ours, and never typed by a person. */
function sayFor(task: WorkloadTask, context: Context): Say {
  const { workload, options, jobId, delimiters } = context;
  const { left, right } = delimiters;
  const variable = (name: string) => `${left} env "${name}" ${right}`;
  const containerPorts = new Map(
    task.image
      ? (task.ports ?? []).map(port => [port.name, port.containerPort])
      : [],
  );
  return (value: EngineValue) => {
    if (value.port !== undefined) {
      const inside = containerPorts.get(value.port);
      return inside
        ? String(inside)
        : variable(`NOMAD_PORT_${portLabel(value.port)}`);
    }
    if (value.secret !== undefined) {
      const path = variablePath(jobId);
      return `${left} with nomadVar "${path}" ${right}${left} .${identifier(
        value.secret,
      )} ${right}${left} end ${right}`;
    }
    if (value.endpointUrl !== undefined) {
      const { slug } = workload;
      return endpointUrl(options.gatewayBaseUrl, {
        slug,
        name: value.endpointUrl,
      });
    }
    if (value.host !== undefined) return listenHost(task, variable);
    if (value.folder !== undefined)
      return `${variable('NOMAD_ALLOC_DIR')}/data`;
    return `${left} "" ${right}`;
  };
}

function listenHost(
  task: WorkloadTask,
  variable: (name: string) => string,
): string {
  if (task.image) return '0.0.0.0';
  const [port] = task.ports ?? [];
  return port ? variable(`NOMAD_IP_${portLabel(port.name)}`) : '127.0.0.1';
}

/** What Nomad asks to know whether it answers. */
function services(task: WorkloadTask, { workload }: Context) {
  const { health } = task;
  if (!health || workload.spec.lifetime.kind === 'batch') return [];
  const times = { Interval: SECOND, Timeout: 2 * SECOND };
  return [
    {
      Name: `astrolabe-${health.port}`,
      PortLabel: portLabel(health.port),
      Provider: 'nomad',
      Checks: [
        // Nomad cannot be told to take any answer below 500 for a good one.
        health.strict
          ? { Type: 'http', Path: health.path ?? '/', ...times }
          : { Type: 'tcp', ...times },
      ],
    },
  ];
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
