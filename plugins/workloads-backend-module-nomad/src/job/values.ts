import {
  endpointUrl,
  type EngineWorkload,
} from '@astrolabe/plugin-workloads-node';
import { IMAGE_ENVIRONMENT } from '@astrolabe/plugin-workloads-node/environments';
import {
  STORAGE_FOLDER,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import type { NomadEngineOptions } from '../config';
import type { Container } from './containers';
import { identifier, portLabel, variablePath } from './names';
import type { Surroundings } from './sizes';
import type { Delimiters, Say } from './texts';

/** As JSON has it, without its quotes: what is given may hold any character. */
const ESCAPED = ' | toJSON | regexReplaceAll `^"|"$` ``';

/** What the tasks of a job have in common. */
export interface TaskContext {
  workload: EngineWorkload;
  options: NomadEngineOptions;
  surroundings: Surroundings;
  jobId: string;
  delimiters: Delimiters;
  /** By the names of tasks. */
  containers: Map<string, Container>;
}

/** Engine values as actions of a template; what they name is ours, and never typed by a person. */
export function sayFor(task: WorkloadTask, context: TaskContext): Say {
  const { workload, options, jobId, delimiters, containers } = context;
  const { left, right } = delimiters;
  const variable = (name: string) => `${left} env "${name}" ${right}`;
  const own = new Map((task.ports ?? []).map(port => [port.name, port]));
  const isContainer = containers.has(task.name);
  return (value, next, inQuotes) => {
    if (value.port !== undefined) {
      const label = portLabel(value.port);
      const port = own.get(value.port);
      if (!port) return variable(`NOMAD_HOST_PORT_${label}`);
      return isContainer && port.containerPort
        ? String(port.containerPort)
        : variable(`NOMAD_PORT_${label}`);
    }
    if (value.secret !== undefined) {
      const path = variablePath(jobId);
      return `${left} with nomadVar "${path}" ${right}${left} .${identifier(
        value.secret,
      )}${inQuotes ? ESCAPED : ''} ${right}${left} end ${right}`;
    }
    if (value.endpointUrl !== undefined) {
      const { slug, siteId } = workload;
      return endpointUrl(options.endpointBase(siteId), {
        slug,
        name: value.endpointUrl,
      });
    }
    if (value.host !== undefined) {
      const of = next?.port;
      // With a port of another task: where that one is reached, past its own container.
      if (of !== undefined && !own.has(of))
        return variable(`NOMAD_HOST_IP_${portLabel(of)}`);
      return isContainer ? '0.0.0.0' : listenHost(task, variable);
    }
    if (value.folder === 'environment') return IMAGE_ENVIRONMENT;
    if (value.folder === 'storage') {
      return `${variable('NOMAD_ALLOC_DIR')}/data/${STORAGE_FOLDER}`;
    }
    if (value.folder === 'work') return `${variable('NOMAD_ALLOC_DIR')}/data`;
    return `${left} "" ${right}`;
  };
}

/** A program of a node listens on the address that Nomad gave to its port. */
function listenHost(
  { ports: [port] = [] }: WorkloadTask,
  variable: (name: string) => string,
): string {
  return port ? variable(`NOMAD_IP_${portLabel(port.name)}`) : '127.0.0.1';
}
