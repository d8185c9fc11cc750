import type Docker from 'dockerode';
import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { resolveWith } from '../../folder/resolve.ts';
import type { StartRequest } from './types.ts';

/** Carried by every container that we make; the value is the workload's id. */
export const WORKLOAD_LABEL = 'dev.astrolabe.workload';

/** What Docker is asked for, to find the container of a task. */
export function filterOf(workloadId: string, task: string): string[] {
  return [`${WORKLOAD_LABEL}=${workloadId}`, `${WORKLOAD_LABEL}.task=${task}`];
}

/** Where a container finds the workload's folder. */
export const CONTAINER_WORK = '/workload';

/** Docker has no limit by default; a program that forks without end would take the machine with it. */
const PROCESSES = 4096;

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

/** The container of a task, in the words of the Docker API. */
export function containerSpec(
  request: StartRequest,
  gpus: Docker.DeviceRequest[] = [],
): Docker.ContainerCreateOptions {
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
      // Not `Binds`, where a colon in the path would begin something else.
      Mounts: [{ Type: 'bind', Source: layout.work, Target: CONTAINER_WORK }],
      PortBindings: Object.fromEntries(
        ports.map(port => [
          port.inside,
          [{ HostIp: '127.0.0.1', HostPort: port.outside }],
        ]),
      ),
      Memory: task.resources.memoryBytes,
      MemorySwap: task.resources.memoryBytes, // Both together: no swap.
      NanoCpus: Math.round(task.resources.cpuCores * 1e9),
      DeviceRequests: gpus,
      PidsLimit: PROCESSES,
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
