import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import {
  requirementsOf,
  type WorkloadSpec,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import type { NomadEngineOptions } from '../config';
import { absenceOf, disconnectOf } from './absence';
import { buildTask } from './buildTask';
import { containersOf } from './containers';
import { DOCUMENT, documentOf } from './document';
import { requireMounts } from './mounts';
import { GROUP, jobIdOf, portLabel } from './names';
import { logMegabytes, type Surroundings } from './sizes';
import { termsFor, type NodeMatch } from '../terms';
import { assertPassable, delimitersFor, literals } from './texts';

const MEBIBYTE = 1024 ** 2;
const SECOND = 1e9;
/** Nomad takes no less. */
const LEAST_DISK_MB = 10;
const DAY = 24 * 3600 * SECOND;
/**
 * The job of a workload, as Nomad's API takes it: a tree of values, in which a
 * person's texts are leaves of templates, and never names or expressions.
 *
 * @throws ConflictError for what cannot be handed to a program
 */
export function buildJob(
  workload: EngineWorkload,
  options: NomadEngineOptions,
  surroundings: Surroundings,
) {
  const { id, spec, ownerRef } = workload;
  const texts = textsOf(spec);
  assertPassable(texts);
  const { datacenter } = surroundings;
  const terms = termsFor(options, spec);
  const isBatch = spec.lifetime.kind === 'batch';
  const context = {
    workload,
    options,
    surroundings,
    jobId: jobIdOf(options.jobPrefix, id),
    delimiters: delimitersFor(texts),
    containers: containersOf(spec, options),
  };
  requireMounts(spec, context);
  const absence = absenceOf(spec.lifetime, options);
  return {
    ID: context.jobId,
    Name: context.jobId,
    Type: isBatch ? 'batch' : 'service',
    Region: options.connection.region,
    Namespace: terms.namespace,
    NodePool: terms.nodePool,
    Datacenters: [datacenter],
    Priority: terms.priority,
    Meta: {
      [DOCUMENT]: JSON.stringify({
        ...documentOf(workload, datacenter),
        absence,
        nodePool: terms.nodePool,
      }),
      astrolabe_owner: ownerRef,
    },
    Constraints: terms.rules.map(matching),
    Affinities: terms.preferences.map(preference => ({
      ...matching(preference),
      Weight: preference.weight,
    })),
    TaskGroups: [
      {
        Name: GROUP,
        Count: 1,
        // Files stay when it is started again on the same node, and move along otherwise.
        EphemeralDisk: {
          Sticky: true,
          Migrate: true,
          SizeMB:
            Math.max(
              LEAST_DISK_MB,
              Math.ceil(requirementsOf(spec).diskBytes / MEBIBYTE),
            ) +
            spec.tasks.length * logMegabytes(options),
        },
        Networks: [
          {
            DynamicPorts: spec.tasks.flatMap(task =>
              dynamicPorts(task, context.containers.has(task.name)),
            ),
          },
        ],
        RestartPolicy: {
          Attempts: spec.lifetime.restarts ?? (isBatch ? 0 : 3),
          Interval: DAY,
          Delay: SECOND,
          Mode: 'fail',
        },
        // Somewhere else it would be without its files, and nobody would know why.
        ReschedulePolicy: { Attempts: 0, Interval: DAY, Unlimited: false },
        Disconnect: disconnectOf(absence),
        ...(!isBatch && { Update: healthUpdate(spec) }),
        Tasks: spec.tasks.map(task => buildTask(task, context)),
      },
    ],
  };
}

function matching({ attribute, operator, value }: NodeMatch) {
  return { LTarget: `\${${attribute}}`, Operand: operator, RTarget: value };
}

/** Nomad tells whether an allocation is healthy only as part of an update. */
function healthUpdate(spec: WorkloadSpec) {
  const isAsked = spec.tasks.some(({ health }) => health);
  return {
    MaxParallel: 1,
    HealthCheck: isAsked ? 'checks' : 'task_states',
    MinHealthyTime: 0,
    // The engine itself keeps the time, from when the program was started.
    HealthyDeadline: DAY,
    ProgressDeadline: 0,
    AutoRevert: false,
    Canary: 0,
  };
}

function dynamicPorts({ ports = [] }: WorkloadTask, isContainer: boolean) {
  return ports.map(({ name, containerPort }) => ({
    Label: portLabel(name),
    // -1: inside it is the same number as outside.
    To: isContainer ? containerPort ?? -1 : 0,
  }));
}

function textsOf({ tasks }: WorkloadSpec): string[] {
  return tasks.flatMap(({ command = [], env = {}, files = [] }) =>
    [
      ...command,
      ...Object.values(env),
      ...files.map(({ content }) => content),
    ].flatMap(literals),
  );
}
