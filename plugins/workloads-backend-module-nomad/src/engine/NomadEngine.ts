import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  isSettled,
  type LogChunk,
  type SiteCapacity,
  type SitePlan,
  type WorkloadReason,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import {
  Watchers,
  type EndpointRoute,
  type EndpointTarget,
  type EngineCapabilities,
  type EngineEntry,
  type EngineFile,
  type EngineFileContent,
  type EngineLogsOptions,
  type EngineSnapshot,
  type EngineTerminal,
  type EngineTerminalOptions,
  type EngineWorkload,
  type Observation,
  type SnapshotObservation,
  type SnapshotPlace,
  type Watcher,
  type WorkloadEngine,
  type WorkloadUsage,
} from '@astrolabe/plugin-workloads-node';
import { NomadClient } from '../client/NomadClient';
import type { NomadEngineOptions } from '../config';
import { datacenterOf, siteIdOf } from '../job/names';
import { logFileMegabytes } from '../job/sizes';
import { readLog } from '../logs/readLog';
import { NomadSnapshots } from '../snapshots/NomadSnapshots';
import { Mirror, type JobView } from '../region/Mirror';
import { RegionLink } from '../region/RegionLink';
import { capacities, sitesOf, type Site } from '../region/sites';
import { AllocationFiles } from './AllocationFiles';
import { Caretaker } from './Caretaker';
import { Jobs } from './Jobs';
import { currentOf, observe } from './observe';
import { headersOf, originOf, routesOf } from './routes';
import { openTerminal } from './openTerminal';
import { planSite, waitingReason } from './plan';
import { readUsages } from './readUsage';
import { Secrets } from './Secrets';

const TAIL_BYTES = 2000;

/** Runs workloads as jobs of Nomad, in one region; its datacentres are the sites. */
export class NomadEngine implements WorkloadEngine {
  readonly id: string;
  readonly client: NomadClient;
  readonly #options: NomadEngineOptions;
  readonly #mirror: Mirror;
  readonly #link: RegionLink;
  readonly #caretaker: Caretaker;
  readonly #secrets: Secrets;
  readonly #jobs: Jobs;
  readonly #snapshots: NomadSnapshots;
  readonly #watchers = new Watchers();
  readonly #told = new Map<string, string>();

  private constructor(options: NomadEngineOptions, logger?: LoggerService) {
    this.id = options.id;
    this.#options = options;
    this.client = new NomadClient(options.connection);
    this.#mirror = new Mirror(`${options.jobPrefix}-`);
    this.#secrets = new Secrets(this.client);
    this.#jobs = new Jobs({
      client: this.client,
      mirror: this.#mirror,
      secrets: this.#secrets,
      options,
    });
    this.#snapshots = new NomadSnapshots(this.client, options.snapshots);
    this.#caretaker = new Caretaker({
      client: this.client,
      mirror: this.#mirror,
      readTail: (view, task) => this.#readTail(view, task),
      logger,
    });
    this.#link = new RegionLink({
      client: this.client,
      mirror: this.#mirror,
      logger,
      resyncSeconds: options.resyncSeconds,
      listener: {
        onJobs: jobIds => this.#tell([...jobIds]),
        onResync: () => this.#watchers.resync(),
      },
    });
  }

  /** Begins to listen; that Nomad is away is no reason not to begin. */
  static create(
    options: NomadEngineOptions,
    { logger }: { logger?: LoggerService } = {},
  ): NomadEngine {
    const engine = new NomadEngine(options, logger);
    engine.#link.open();
    engine.#caretaker.open();
    return engine;
  }

  capabilities(): EngineCapabilities {
    const { drivers, snapshots } = this.#options;
    return {
      processes: drivers.processes !== undefined,
      containers: true,
      gateway: true,
      // Nomad hands on nothing of an allocation that is over.
      keepsFiles: false,
      takesSnapshots: snapshots !== undefined,
    };
  }

  async capacity(): Promise<SiteCapacity[]> {
    await this.#link.reached();
    return capacities(this.#mirror, this.#options);
  }

  async plan(spec: WorkloadSpec): Promise<SitePlan[]> {
    await this.#link.reached();
    const sites = sitesOf(this.#mirror, this.#options);
    return Promise.all(
      sites.map(site =>
        planSite(this.client, { site, spec, options: this.#options }),
      ),
    );
  }

  async submit(workload: EngineWorkload): Promise<void> {
    await this.#link.settled();
    const site = this.#site(workload.siteId);
    await this.#link.settled(await this.#jobs.register(workload, site));
  }

  async stop(workloadId: string): Promise<void> {
    await this.#link.settled();
    const view = this.#mirror.view(this.#jobs.idOf(workloadId));
    if (view && isSettled(this.#observe(view).state)) return;
    await this.#link.settled(await this.#jobs.end(workloadId));
  }

  async remove(workloadId: string): Promise<void> {
    await this.#link.settled(await this.#jobs.purge(workloadId));
  }

  async list(): Promise<Observation[]> {
    await this.#link.settled();
    return this.#mirror
      .jobIds()
      .map(jobId => this.#observe(this.#mirror.view(jobId)!));
  }

  /** Secrets whose job is not there. */
  async leftovers(): Promise<string[]> {
    await this.#link.settled();
    const ids = await this.#secrets.workloadIds(this.#options.jobPrefix);
    return ids.filter(id => !this.#mirror.view(this.#jobs.idOf(id)));
  }

  watch(options: Watcher & { signal: AbortSignal }): Promise<void> {
    return this.#watchers.watch(options);
  }

  async logs(
    workloadId: string,
    options: EngineLogsOptions,
  ): Promise<LogChunk> {
    const view = await this.#require(workloadId);
    const { document } = view;
    if (!document.tasks.includes(options.task)) {
      throw new NotFoundError(`No task '${options.task}' in this workload`);
    }
    const current = currentOf(view);
    if (!current && view.job.Status === 'dead') {
      throw new NotFoundError(`Nomad has forgotten what '${workloadId}' said`);
    }
    if (!current) {
      return { task: options.task, text: '', nextOffset: 0, truncated: false };
    }
    const secrets = await this.#secretsOf(view);
    return readLog(
      {
        client: this.client,
        allocationId: current.ID,
        secrets: Object.values(secrets),
        fileBytes: logFileMegabytes(this.#options) * 1024 ** 2,
      },
      options,
    );
  }

  async listFiles(
    workloadId: string,
    options: { folder: string; maxFiles: number },
  ): Promise<EngineFile[]> {
    return (await this.#filesOf(workloadId)).list(options);
  }

  async listFolder(
    workloadId: string,
    options: { folder: string; maxEntries: number },
  ): Promise<EngineEntry[]> {
    return (await this.#filesOf(workloadId)).listFolder(options);
  }

  async readFile(workloadId: string, path: string): Promise<EngineFileContent> {
    return (await this.#filesOf(workloadId)).read(path);
  }

  async openTerminal(
    workloadId: string,
    options: EngineTerminalOptions,
  ): Promise<EngineTerminal> {
    const view = await this.#require(workloadId);
    const current = currentOf(view);
    if (current?.TaskStates?.[options.task]?.State !== 'running') {
      throw new NotFoundError(`No task '${options.task}' that runs`);
    }
    return openTerminal(this.client, current.ID, options);
  }

  async measureSnapshot(workloadId: string): Promise<number> {
    return this.#snapshots.measure(await this.#require(workloadId));
  }

  async takeSnapshot(snapshot: EngineSnapshot): Promise<void> {
    const view = await this.#require(snapshot.workloadId);
    return this.#snapshots.take(view, snapshot);
  }

  observeSnapshots(ids: string[]): Promise<SnapshotObservation[]> {
    return this.#snapshots.observe(ids);
  }

  removeSnapshot(id: string, place?: SnapshotPlace): Promise<void> {
    return this.#snapshots.remove(id, place);
  }

  async usage(workloadIds: string[]): Promise<WorkloadUsage[]> {
    await this.#link.reached();
    const views = workloadIds.map(id => this.#mirror.view(this.#jobs.idOf(id)));
    return readUsages(this.client, views);
  }

  async endpointTarget(
    workloadId: string,
    endpoint: string,
  ): Promise<EndpointTarget> {
    // What runs goes on while servers are away, where it was.
    await this.#link.heardWithin(this.#options.addressSeconds * 1000);
    const view = this.#known(workloadId);
    const found = view.document.endpoints.find(({ name }) => name === endpoint);
    const origin = found && this.#isOpen(view) && originOf(view, found);
    if (!origin) {
      throw new NotFoundError(`No endpoint '${endpoint}' that runs`);
    }
    const secrets = await this.#secretsOf(view);
    const headers = headersOf(found, secrets);
    return { origin, headers };
  }

  async routes(siteId: string): Promise<EndpointRoute[]> {
    await this.#link.filled();
    return this.#mirror
      .jobIds()
      .map(jobId => this.#mirror.view(jobId)!)
      .filter(view => this.#siteIdOf(view) === siteId && this.#isOpen(view))
      .flatMap(routesOf);
  }

  /** Lets go: what runs goes on. */
  async close(): Promise<void> {
    this.#caretaker.close();
    await this.#snapshots.close();
    await this.#link.close();
    await this.client.close();
  }

  #site(siteId: string): Site {
    const { region } = this.#options.connection;
    const datacenter = datacenterOf(region, siteId);
    const sites = sitesOf(this.#mirror, this.#options);
    const site = sites.find(each => each.datacenter === datacenter);
    if (site) return site;
    throw new ServiceUnavailableError(
      `The site '${siteId}' is not known in region '${region}' now`,
    );
  }

  #observe(view: JobView): Observation {
    return observe(view, {
      endpointBase: this.#options.endpointBase(this.#siteIdOf(view)),
      whyItWaits: () => this.#whyItWaits(view),
    });
  }

  #isOpen(view: JobView): boolean {
    // Why something waits takes longer to say.
    const isBegun = currentOf(view)?.ClientStatus === 'running';
    return isBegun && this.#observe(view).state === 'running';
  }

  #siteIdOf({ document }: JobView): string {
    return siteIdOf(this.#options.connection.region, document.datacenter);
  }

  #whyItWaits({ blocked, job, document }: JobView): WorkloadReason | undefined {
    // Not all evaluations say of which version of a job they are.
    if (!blocked || blocked.CreateIndex < job.JobModifyIndex) return undefined;
    const sites = sitesOf(this.#mirror, this.#options);
    return waitingReason(blocked, { sites, document, options: this.#options });
  }

  #tell(jobIds: string[]): void {
    for (const jobId of jobIds) {
      const view = this.#mirror.view(jobId);
      if (!view) {
        this.#told.delete(jobId);
        continue;
      }
      const observation = this.#observe(view);
      const text = JSON.stringify(observation);
      if (this.#told.get(jobId) === text) continue;
      this.#told.set(jobId, text);
      this.#watchers.tell(observation);
    }
    this.#caretaker.look(jobIds);
  }

  async #require(workloadId: string): Promise<JobView> {
    await this.#link.settled();
    return this.#known(workloadId);
  }

  #known(workloadId: string): JobView {
    const view = this.#mirror.view(this.#jobs.idOf(workloadId));
    if (view) return view;
    throw new NotFoundError(`Nomad knows no workload '${workloadId}'`);
  }

  async #filesOf(workloadId: string): Promise<AllocationFiles> {
    const current = currentOf(await this.#require(workloadId));
    if (current) return new AllocationFiles(this.client, current.ID);
    throw new NotFoundError(`The files of '${workloadId}' are not here`);
  }

  #secretsOf({ job, document }: JobView): Promise<Record<string, string>> {
    return this.#secrets.read(job, document.secrets);
  }

  /** What a task said last; nothing, when its node cannot be asked. */
  async #readTail(view: JobView, task: string): Promise<string> {
    try {
      const { text } = await this.logs(view.document.workloadId, {
        task,
        maxBytes: TAIL_BYTES,
      });
      return text.trim();
    } catch {
      return '';
    }
  }
}
