import type { Duplex } from 'node:stream';
import type {
  EndpointView,
  LogChunk,
  SiteCapacity,
  SnapshotLeftOut,
  SitePlan,
  TerminalSize,
  WorkloadReason,
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';

/** What an engine is given to run: the workload's id, its generation and what it is. @public */
export interface EngineWorkload {
  /** Ours, a UUIDv7. The engine's own job is named from it, so that submitting twice is once. */
  id: string;
  /**
   * Grows at each restart that a person asks for. An engine that runs a lower
   * generation replaces it; one that runs the same does nothing.
   */
  generation: number;
  siteId: string;
  /** Short DNS label for the origin of its endpoints; unique among living workloads. */
  slug: string;
  ownerRef: string;
  title: string;
  spec: WorkloadSpec;
  /** Values of the secrets that it did not have to make, by their names. Never log them, never store them readably. */
  secrets?: Record<string, string>;
}

/** What an engine sees of a workload. @public */
export interface Observation {
  workloadId: string;
  generation: number;
  state: WorkloadState;
  reason: WorkloadReason;
  endpoints: EndpointView[];
  /** When the main task last began to run, if it has. UTC, ISO 8601. */
  startedAt?: string;
}

/** Where the gateway sends a request for an endpoint. @public */
export interface EndpointTarget {
  /** Such as `http://127.0.0.1:49152`. */
  origin: string;
  /** Added on the way in. Holds secrets: never log it, never answer with it. */
  headers: Record<string, string>;
}

/** Where the endpoint of a running workload listens, for the ingress of its site. @public */
export interface EndpointRoute {
  workloadId: string;
  slug: string;
  /** Its name. */
  endpoint: string;
  /** As {@link EndpointTarget} has it. */
  origin: string;
  /** Names of the headers that are added on the way in. */
  headers: string[];
}

/** What an engine can do, for pages and for the contract test. @public */
export interface EngineCapabilities {
  /** Commands in a locked environment. */
  processes: boolean;
  containers: boolean;
  /** The portal's own gateway carries its endpoints (otherwise the engine has its own). */
  gateway: boolean;
  /**
   * Nothing starts before what came earlier, even if there is room for it.
   * Otherwise whoever fits starts. For estimates of how long something waits.
   */
  startsInOrder?: boolean;
  /** What has ended finds its files again when a higher generation is submitted. */
  keepsFiles: boolean;
  /** It takes snapshots, as it is configured; maybe not of every task. */
  takesSnapshots: boolean;
}

/**
 * A place that runs workloads. It knows nothing of people, permissions or
 * quotas: the workloads room has settled those before it calls. Each method may
 * be called again after a crash with the same arguments, and then changes
 * nothing more.
 *
 * @public
 */
export interface WorkloadEngine {
  /** Stable id, stored with each workload. Kebab case, e.g. `local`. */
  readonly id: string;

  capabilities(): EngineCapabilities;

  /** Free and total resources, per site. */
  capacity(): Promise<SiteCapacity[]>;

  /** A dry run: what each site would do with this workload now. Changes nothing. */
  plan(spec: WorkloadSpec): Promise<SitePlan[]>;

  /**
   * Makes the workload run. Returns when the engine has taken it over, which
   * is long before it runs; what happens next is told through `watch`.
   *
   * @throws RefusedError when the engine refuses it for good.
   */
  submit(workload: EngineWorkload): Promise<void>;

  /**
   * Ends it, keeping its log, and its files where the engine `keepsFiles`.
   * Stopping what does not run is a no-op.
   */
  stop(workloadId: string): Promise<void>;

  /**
   * Runs the tasks after the main one once more, for what has ended in this
   * generation and could not copy all back into its storage; its state stays.
   * While that is being done, asking again changes nothing. An engine that keeps
   * no files has no such method.
   */
  copyBack?(workload: EngineWorkload): Promise<void>;

  /** Ends it and removes all that it left. Removing the unknown is a no-op. */
  remove(workloadId: string): Promise<void>;

  /** Everything that the engine knows now, for a resync. */
  list(): Promise<Observation[]>;

  /**
   * Ids of workloads of which something is there that `list` does not tell, such
   * as secrets of a run that was never begun. Asked rarely; an engine that leaves
   * nothing has no such method.
   */
  leftovers?(): Promise<string[]>;

  /**
   * Tells of each change from now on, until aborted. Survives breaks of the
   * connection to the engine; after one, `onResync` asks the caller to `list`.
   */
  watch(options: Watcher & { signal: AbortSignal }): Promise<void>;

  /**
   * A stretch of a task's output.
   *
   * @throws NotFoundError when the engine has never heard of the workload or task.
   */
  logs(workloadId: string, options: EngineLogsOptions): Promise<LogChunk>;

  /**
   * What lies in a folder of the workload's own folder, and in the folders in
   * there: files alone, never links, sorted by path, the first `maxFiles`.
   * Nothing, where the folder is not there.
   *
   * @throws NotFoundError when the engine does not know the workload, or has removed its files
   * @throws ConflictError when there are more than the engine can list
   */
  listFiles(
    workloadId: string,
    options: { folder: string; maxFiles: number },
  ): Promise<EngineFile[]>;

  /**
   * What lies in one folder of the workload's own folder, and not below: files
   * and folders, never links, sorted by name, the first `maxEntries`. Nothing,
   * where the folder is not there, or is reached through a link.
   *
   * @throws NotFoundError when the engine does not know the workload, has removed
   * its files, or may not look into that folder
   * @throws InputError for a path that leads out of the workload's folder
   */
  listFolder(
    workloadId: string,
    options: { folder: string; maxEntries: number },
  ): Promise<EngineEntry[]>;

  /**
   * One file.
   *
   * @throws NotFoundError also for what is a link, a folder, or reached through a link
   * @throws InputError for a path that leads out of the workload's folder
   */
  readFile(workloadId: string, path: string): Promise<EngineFileContent>;

  /**
   * A terminal into a running task, with a program of its own in it.
   *
   * @throws NotFoundError when there is no such task, or it does not run.
   * @throws NotImplementedError when this engine cannot, here or for this task.
   */
  openTerminal(
    workloadId: string,
    options: EngineTerminalOptions,
  ): Promise<EngineTerminal>;

  /**
   * What a snapshot of a workload that runs would hold now, in bytes. May take
   * a while.
   *
   * @throws NotFoundError when its main task does not run
   * @throws NotImplementedError when this engine takes no snapshots, as it is configured
   */
  measureSnapshot(workloadId: string): Promise<number>;

  /**
   * Begins to save what the main task has become: its file system and the files
   * of the workload's folder; no mounts, and nothing that holds the workload's
   * secrets. Returns when the engine has taken it over. Asked again for the same
   * id, it goes on, or begins again when it had to be given up.
   *
   * @throws NotFoundError and NotImplementedError as `measureSnapshot` does
   */
  takeSnapshot(snapshot: EngineSnapshot): Promise<void>;

  /** What has become of these; what the engine does not know is left out. */
  observeSnapshots(ids: string[]): Promise<SnapshotObservation[]>;

  /**
   * Gives up or removes a snapshot with all that belongs to it. Removing the
   * unknown is a no-op.
   */
  removeSnapshot(id: string, place?: SnapshotPlace): Promise<void>;

  /**
   * What workloads use now, all their tasks together. Those that do not run, and
   * those of which nothing can be learned now, are left out; so is each amount
   * that this engine cannot know. An engine asks its machines gently: a few
   * hundred workloads may take it minutes.
   */
  usage(workloadIds: string[]): Promise<WorkloadUsage[]>;

  /**
   * Where an endpoint listens now, for the gateway; while that cannot be asked,
   * where it was last, if that is known.
   *
   * @throws NotFoundError when there is none, or it does not run.
   */
  endpointTarget(workloadId: string, endpoint: string): Promise<EndpointTarget>;

  /**
   * Where all endpoints of a site listen now. Asked every few seconds: it is
   * answered from what the engine knows, without asking further. Throws before
   * it knows anything.
   */
  routes(siteId: string): Promise<EndpointRoute[]>;
}

/** Where a snapshot shall lie. @public */
export interface SnapshotPlace {
  /**
   * Path in the engine's registry that its community has there; missing: as the
   * engine is configured. Engines without a registry look past it.
   */
  registryProject?: string;
}

/** What an engine is told to save. @public */
export interface EngineSnapshot extends SnapshotPlace {
  /** Ours, a UUIDv7. All that belongs to it is named from it, so that taking it twice is once. */
  id: string;
  workloadId: string;
  /** Where that runs. */
  siteId: string;
  /** It ends as `snapshot-too-large` before it has more bytes. */
  limitBytes: number;
  ownerRef: string;
  entityRef: string;
  title: string;
  /** UTC, ISO 8601. */
  createdAt: string;
}

/** What an engine sees of a snapshot. @public */
export interface SnapshotObservation {
  snapshotId: string;
  state: 'saving' | 'complete' | 'failed';
  reason: WorkloadReason;
  /** So far; of what is complete, all. */
  bytes?: number;
  /** Of what is complete: where it lies, for `snapshot.place` of a workload. */
  place?: string;
  leftOut?: SnapshotLeftOut;
}

/** What one workload uses at one moment; what is not known is missing, never 0. @public */
export interface WorkloadUsage {
  workloadId: string;
  /** The run that was measured. */
  generation: number;
  /** In cores: the mean since it was asked last, or of the last second. */
  cpuCores?: number;
  /** Without what the system could take back at once, such as cached files. */
  memoryBytes?: number;
  /** Of its own folder. */
  diskBytes?: number;
  /** 0 to 1: how busy its GPUs are, their mean. */
  gpuShare?: number;
}

/** @public */
export interface EngineTerminalOptions extends TerminalSize {
  task: string;
  /** Program and arguments; without it, a shell. */
  command?: string[];
}

/** A terminal that is open. @public */
export interface EngineTerminal {
  /** What is typed goes in, what is shown comes out; destroying it ends the program. */
  stream: Duplex;
  resize(size: TerminalSize): void;
  /** How the program ended; undefined when nobody can tell. Never rejects. */
  exitCode: Promise<number | undefined>;
}

/** Who is told of changes. @public */
export interface Watcher {
  onObservation(observation: Observation): void;
  onResync(): void;
}

/** A file that a workload has in its folder. @public */
export interface EngineFile {
  /** From the workload's folder, with `/` between names. */
  path: string;
  bytes: number;
  /** UTC, ISO 8601. */
  changedAt: string;
}

/** What lies in a folder of a workload. @public */
export interface EngineEntry {
  name: string;
  kind: 'file' | 'folder';
  /** Of a file. */
  bytes?: number;
  /** UTC, ISO 8601. */
  changedAt: string;
}

/** @public */
export interface EngineFileContent {
  /** How much there is, as it was when it was opened; it may go on growing. */
  bytes: number;
  /** So many bytes, as they are read; breaks off when the file has become shorter. */
  content: AsyncIterable<Uint8Array>;
}

/** @public */
export interface EngineLogsOptions {
  task: string;
  /** In bytes since the task's first line; without it, the last `maxBytes`. */
  offset?: number;
  maxBytes: number;
}
