import type {
  NomadAllocation,
  NomadEvaluation,
  NomadEvent,
  NomadJob,
  NomadNode,
} from '../client/types';
import { readDocument, type JobDocument } from '../job/document';

/** A job of ours, with what the portal keeps with it. */
interface MirroredJob {
  job: NomadJob;
  document: JobDocument;
}

/** All that is known of one job. */
export interface JobView extends MirroredJob {
  /** Oldest first. */
  allocations: NomadAllocation[];
  /** The last time that the scheduler found no place for it. */
  blocked?: NomadEvaluation;
  /** Whether Nomad has given up the node where it ran last. */
  isNodeLost: boolean;
}

/** Everything of a region at one moment, as lists tell it. */
export interface Snapshot {
  jobs: NomadJob[];
  allocations: NomadAllocation[];
  evaluations: NomadEvaluation[];
  nodes: NomadNode[];
}

/**
 * What Nomad knows of a region, kept in memory by its event stream, so that
 * pages and lists ask Nomad nothing. Of jobs that are not ours it keeps what
 * their allocations take of nodes.
 */
export class Mirror {
  readonly #prefix: string;
  /** Here and below by `keyOf`: an operator may have a copy in another namespace. */
  readonly #jobs = new Map<string, MirroredJob>();
  /** Keys of jobs by their ids. */
  readonly #keys = new Map<string, Set<string>>();
  readonly #allocations = new Map<string, NomadAllocation>();
  readonly #byJob = new Map<string, Set<string>>();
  readonly #blocked = new Map<string, NomadEvaluation>();
  readonly #nodes = new Map<string, NomadNode>();

  /** @param prefix of the ids of our jobs, with the hyphen */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** @returns ids of jobs of which something is new */
  replace(snapshot: Snapshot): Set<string> {
    const touched = new Set(this.#keys.keys());
    for (const all of [
      this.#jobs,
      this.#keys,
      this.#allocations,
      this.#byJob,
      this.#blocked,
      this.#nodes,
    ]) {
      all.clear();
    }
    snapshot.nodes.forEach(node => this.#nodes.set(node.ID, node));
    snapshot.jobs.forEach(job => this.#putJob(job));
    snapshot.allocations.forEach(each => this.#putAllocation(each));
    snapshot.evaluations.forEach(each => this.#putEvaluation(each));
    for (const id of this.#keys.keys()) touched.add(id);
    return touched;
  }

  /** @returns the id of the job of which something is new */
  apply(event: NomadEvent): string | undefined {
    const { Job, Allocation, Evaluation, Node } = event.Payload;
    if (Job) return this.#applyJob(event, Job);
    if (Allocation) return this.#putAllocation(Allocation);
    if (Evaluation) return this.#putEvaluation(Evaluation);
    if (Node) this.#applyNode(event, Node);
    return undefined;
  }

  /** Of jobs with the same id, the first that there was is the portal's. */
  view(jobId: string): JobView | undefined {
    const [found] = [...(this.#keys.get(jobId) ?? [])]
      .map(key => this.#jobs.get(key)!)
      .sort((one, other) => one.job.CreateIndex - other.job.CreateIndex);
    if (!found) return undefined;
    const key = keyOf(jobId, found.job.Namespace);
    const ids = [...(this.#byJob.get(key) ?? [])];
    const allocations = ids
      .map(id => this.#allocations.get(id)!)
      .sort((one, other) => one.CreateIndex - other.CreateIndex);
    const last = allocations.at(-1);
    const node = last && this.#nodes.get(last.NodeID);
    return {
      ...found,
      allocations,
      blocked: this.#blocked.get(key),
      isNodeLost: last !== undefined && (!node || node.Status === 'down'),
    };
  }

  jobIds(): string[] {
    return [...this.#keys.keys()];
  }

  nodes(): NomadNode[] {
    return [...this.#nodes.values()];
  }

  allocations(): NomadAllocation[] {
    return [...this.#allocations.values()];
  }

  #applyJob(event: NomadEvent, job: NomadJob): string | undefined {
    // What was purged is told with the state that it had before.
    const isPurged =
      /Deregistered$/.test(event.Type) && job.ModifyIndex < event.Index;
    if (!isPurged) return this.#putJob(job);
    const key = keyOf(job.ID, job.Namespace);
    const present = this.#jobs.get(key);
    if (present && present.job.ModifyIndex > event.Index) return undefined;
    this.#forgetAllocations(job);
    if (!present) return undefined;
    this.#jobs.delete(key);
    this.#blocked.delete(key);
    const keys = this.#keys.get(job.ID)!;
    keys.delete(key);
    if (keys.size === 0) this.#keys.delete(job.ID);
    return job.ID;
  }

  #putJob(job: NomadJob): string | undefined {
    if (!job.ID.startsWith(this.#prefix)) return undefined;
    const key = keyOf(job.ID, job.Namespace);
    const present = this.#jobs.get(key);
    if (present && present.job.ModifyIndex > job.ModifyIndex) return undefined;
    const document = readDocument(job);
    if (!document) return undefined;
    const { ID, Namespace, Type, Stop, Status } = job;
    const { JobModifyIndex, CreateIndex, ModifyIndex } = job;
    const Version = job.Version ?? present?.job.Version;
    const Count = job.TaskGroups?.[0]?.Count ?? job.Count;
    this.#keys.set(ID, (this.#keys.get(ID) ?? new Set()).add(key));
    this.#jobs.set(key, {
      job: {
        ...{ ID, Namespace, Type, Stop, Status, Version, Count },
        ...{ JobModifyIndex, CreateIndex, ModifyIndex },
        Meta: null,
      },
      document,
    });
    return ID;
  }

  #putAllocation(allocation: NomadAllocation): string | undefined {
    const { ID, JobID, Namespace } = allocation;
    const key = keyOf(JobID, Namespace);
    const isOurs = JobID.startsWith(this.#prefix);
    const present = this.#allocations.get(ID);
    if (present && present.ModifyIndex > allocation.ModifyIndex) {
      return undefined;
    }
    const ids = this.#byJob.get(key) ?? new Set();
    // Only of our own jobs it matters how something ended.
    if (isOver(allocation) && !this.#jobs.has(key)) {
      this.#allocations.delete(ID);
      ids.delete(ID);
      if (ids.size === 0) this.#byJob.delete(key);
      return undefined;
    }
    this.#allocations.set(ID, slim(allocation, { present, isOurs }));
    this.#byJob.set(key, ids.add(ID));
    return isOurs ? JobID : undefined;
  }

  /** Nomad deletes them with their job, and tells nothing more of them. */
  #forgetAllocations({ ID, Namespace }: NomadJob): void {
    const key = keyOf(ID, Namespace);
    for (const id of this.#byJob.get(key) ?? []) this.#allocations.delete(id);
    this.#byJob.delete(key);
  }

  #putEvaluation(evaluation: NomadEvaluation): string | undefined {
    const { JobID, Namespace } = evaluation;
    const key = keyOf(JobID, Namespace);
    if (!JobID.startsWith(this.#prefix)) return undefined;
    // Of a node that is given up, its jobs are told nothing else.
    if (!evaluation.FailedTGAllocs) return JobID;
    const present = this.#blocked.get(key);
    if (present && present.ModifyIndex > evaluation.ModifyIndex) {
      return undefined;
    }
    this.#blocked.set(key, evaluation);
    return JobID;
  }

  #applyNode(event: NomadEvent, node: NomadNode): void {
    if (event.Type === 'NodeDeregistration') this.#nodes.delete(node.ID);
    else this.#nodes.set(node.ID, node);
  }
}

function keyOf(jobId: string, namespace: string): string {
  return `${namespace}/${jobId}`;
}

/** Whether it takes nothing of its node any more. */
export function isOver({ ClientStatus }: NomadAllocation): boolean {
  return ['complete', 'failed', 'lost'].includes(ClientStatus);
}

const KEPT_EVENTS = 6;

/** What is read of an allocation; lists and events each leave something out. */
function slim(
  allocation: NomadAllocation,
  { present, isOurs }: { present?: NomadAllocation; isOurs: boolean },
): NomadAllocation {
  return {
    ID: allocation.ID,
    Namespace: allocation.Namespace,
    JobID: allocation.JobID,
    NodeID: allocation.NodeID,
    NodeName: allocation.NodeName,
    TaskGroup: allocation.TaskGroup,
    DesiredStatus: allocation.DesiredStatus,
    DesiredDescription: allocation.DesiredDescription,
    ClientStatus: allocation.ClientStatus,
    ClientDescription: allocation.ClientDescription,
    TaskStates: isOurs ? slimTasks(allocation.TaskStates) : null,
    DeploymentStatus: allocation.DeploymentStatus,
    AllocatedResources:
      allocation.AllocatedResources ?? present?.AllocatedResources,
    PreemptedByAllocation: allocation.PreemptedByAllocation,
    CreateIndex: allocation.CreateIndex,
    ModifyIndex: allocation.ModifyIndex,
    ModifyTime: allocation.ModifyTime,
    AllocModifyIndex: allocation.AllocModifyIndex ?? present?.AllocModifyIndex,
    JobVersion: allocation.JobVersion ?? present?.JobVersion,
  };
}

function slimTasks(
  states: NomadAllocation['TaskStates'],
): NomadAllocation['TaskStates'] {
  return Object.fromEntries(
    Object.entries(states ?? {}).map(([name, state]) => [
      name,
      {
        State: state.State,
        Failed: state.Failed,
        Restarts: state.Restarts,
        StartedAt: state.StartedAt,
        FinishedAt: state.FinishedAt,
        Events: (state.Events ?? []).slice(-KEPT_EVENTS).map(event => ({
          Type: event.Type,
          Time: event.Time,
          DisplayMessage: event.DisplayMessage,
          DriverError: event.DriverError,
          ExitCode: event.ExitCode,
          Signal: event.Signal,
          Details: event.Details,
        })),
      },
    ]),
  );
}
