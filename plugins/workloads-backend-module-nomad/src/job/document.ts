import {
  requirementsOf,
  type Amounts,
  type WorkloadReason,
  type WorkloadSpec,
  type WorkloadState,
  type WorkloadTask,
  type WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import type { NomadJob } from '../client/types';
import type { Absence } from './absence';
import { argumentsOf } from './arguments';
import { environmentName } from './containers';

/** The job's meta key that holds what the portal has to know of it. */
export const DOCUMENT = 'astrolabe';

/** How it came to an end that the portal has seen to. */
export interface Conclusion {
  state: WorkloadState;
  reason: WorkloadReason;
}

/** An endpoint, as far as the job has to say it. */
export interface DocumentEndpoint {
  name: string;
  title: string;
  port: string;
  path?: string;
  forwardHeaders?: Record<string, WorkloadText>;
}

/**
 * What is kept with a job, so that whoever lists jobs knows all that there is
 * to say of a workload. It holds names of secrets and never their values.
 */
export interface JobDocument {
  workloadId: string;
  generation: number;
  slug: string;
  /** Tasks, the main one first. */
  tasks: string[];
  endpoints: DocumentEndpoint[];
  secrets: string[];
  kind: WorkloadSpec['lifetime']['kind'];
  timeToLiveSeconds?: number;
  /** How long the main task may take until it answers; undefined: it is not asked. */
  startSeconds?: number;
  /** What each task may take, by its name. */
  memoryBytes: Record<string, number>;
  /** The environments of tasks that have one, by the task's name. */
  environments?: Record<string, string>;
  /** What tasks were added for by the platform, by the task's name. */
  purposes?: Record<string, NonNullable<WorkloadTask['purpose']>>;
  /**
   * Variables of the main task that hold secrets, in pieces: so that who saves it
   * can tell which texts must not be saved.
   */
  secretVariables?: Record<string, VariablePiece[]>;
  /** What the scheduler looks for. */
  wanted: { amounts: Amounts; gpuModel?: string };
  datacenter: string;
  /** Missing in jobs from before there were several. */
  nodePool?: string;
  /** What becomes of it when its node is away; missing in jobs from before there was any. */
  absence?: Absence;
  /** How often it was begun anew elsewhere. */
  timesAgain?: number;
  conclusion?: Conclusion;
}

const START_SECONDS = 300;

/** How long a task may take until it answers; undefined: it is not asked. */
export function startSecondsOf({ health }: WorkloadTask): number | undefined {
  return health && (health.startSeconds ?? START_SECONDS);
}

/** What is kept with the job of a workload. */
export function documentOf(
  workload: EngineWorkload,
  datacenter: string,
): JobDocument {
  const { id, generation, slug, spec } = workload;
  const main = spec.tasks.find(task => task.role === 'main')!;
  const others = spec.tasks.filter(task => task !== main);
  return {
    workloadId: id,
    generation,
    slug,
    tasks: [main, ...others].map(({ name }) => name),
    endpoints: (spec.endpoints ?? []).map(endpoint => ({
      name: endpoint.name,
      title: endpoint.title ?? endpoint.name,
      port: endpoint.port,
      path: endpoint.path,
      forwardHeaders: endpoint.forwardHeaders,
    })),
    secrets: (spec.secrets ?? []).map(({ name }) => name),
    kind: spec.lifetime.kind,
    timeToLiveSeconds: spec.lifetime.timeToLiveSeconds,
    startSeconds: startSecondsOf(main),
    memoryBytes: Object.fromEntries(
      spec.tasks.map(({ name, resources }) => [name, resources.memoryBytes]),
    ),
    environments: Object.fromEntries(
      spec.tasks.flatMap(({ name, image, environment }) =>
        environment && !image ? [[name, environmentName(environment)]] : [],
      ),
    ),
    purposes: Object.fromEntries(
      spec.tasks.flatMap(({ name, purpose }) =>
        purpose ? [[name, purpose]] : [],
      ),
    ),
    secretVariables: secretVariables(main),
    wanted: { amounts: requirementsOf(spec), gpuModel: gpuModelOf(spec) },
    datacenter,
  };
}

/**
 * A text of so many characters, which is not said since a person may have typed
 * it; a secret; or something else that an engine fills in.
 */
export type VariablePiece = { characters?: number; secret?: boolean };

function secretVariables(task: WorkloadTask): Record<string, VariablePiece[]> {
  const { env } = argumentsOf(task);
  const all = { ...task.env, ...env };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, text]) => {
      const pieces = piecesOf(text);
      return pieces.some(({ secret }) => secret) ? [[name, pieces]] : [];
    }),
  );
}

function piecesOf(text: WorkloadText): VariablePiece[] {
  if (typeof text === 'string') return [{ characters: [...text].length }];
  return text.parts.map(part =>
    typeof part === 'string'
      ? { characters: [...part].length }
      : { ...('secret' in part && { secret: true }) },
  );
}

/** The model of GPU that a workload asks for, if it must be one. */
export function gpuModelOf({ tasks }: WorkloadSpec): string | undefined {
  const task = tasks.find(({ resources }) => resources.gpu?.model);
  return task?.resources.gpu?.model;
}

/** What is kept with a job; undefined, when it is none of ours. */
export function readDocument(job: NomadJob): JobDocument | undefined {
  const text = job.Meta?.[DOCUMENT];
  if (!text) return undefined;
  try {
    const document = JSON.parse(text) as JobDocument;
    return document.workloadId ? document : undefined;
  } catch {
    return undefined;
  }
}
