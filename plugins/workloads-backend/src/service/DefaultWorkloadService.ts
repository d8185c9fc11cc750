import type {
  EngineFileContent,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import {
  isSettled,
  kindsFor,
  resourcesOf,
  type ArtefactLimits,
  type ArtefactList,
  type Capacity,
  type Deletion,
  type EndpointTicket,
  type FolderView,
  type LaunchAdvice,
  type LaunchForm,
  type LaunchPlan,
  type LaunchRequest,
  type LogChunk,
  type LogsOptions,
  type QuotaUse,
  type StorageStatus,
  type TerminalTicket,
  type UsageOptions,
  type UsageReport,
  type Workload,
  type WorkloadDetail,
  type WorkloadEvent,
  type WorkloadPage,
} from '@astrolabe/plugin-workloads-common';
import { validate } from 'uuid';
import type { Advisor } from '../advice';
import type { ArtefactStore } from '../artefacts';
import type {
  DatabaseDowntimeStore,
  LogStore,
  WorkloadRecord,
  WorkloadStore,
} from '../database';
import { engineOf } from '../engines';
import { canFollow } from '../follow';
import { terminalUrl, type Passes } from '../gateway';
import {
  askedBy,
  beginLaunch,
  findLauncher,
  findOwner,
  findPerson,
  findSite,
  measureQuotas,
  type LaunchParts,
  type LaunchSites,
} from '../launch';
import type { Notifier } from '../Notifier';
import type { QueueBoard } from '../queue';
import type { LaunchSecrets, SecretsOf } from '../secrets';
import type { PresentPeople } from '@astrolabe/sharing';
import { untilAllIsSaid } from '../untilAllIsSaid';
import type { UsageReports } from '../usage';
import { readCursor, writeCursor } from './cursor';
import { listArtefacts, readArtefact } from './artefacts';
import { byPurpose } from './byPurpose';
import { copyBack } from './copyBack';
import { listFolder, openFile } from './files';
import { findEndpoint } from './findEndpoint';
import { inTurn } from './inTurn';
import { launchedBefore } from './launchedBefore';
import { notFound } from './notFound';
import { readLogs } from './readLogs';
import { prepare, recordLaunch } from './recordLaunch';
import { toLaunchForm } from './toLaunchForm';
import { toWorkload } from './toWorkload';
import type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
import { snooze } from './snooze';
import { storageStatus } from './storageStatus';
import { assertNothingLeft } from './leftBehind';
import { assertCan, wish, wishDeletion, type Wished } from './wishes';
import { withDowntimes } from './withDowntimes';
import { openWholeLog, type WholeLog } from './wholeLog';
import { withStates } from './withStates';

const USUAL_PAGE = 50;

/** What the service stands on. */
export interface ServiceOptions extends LaunchParts {
  store: WorkloadStore;
  /** Of what has ended. */
  logs: LogStore;
  artefacts: ArtefactStore;
  artefactLimits: ArtefactLimits;
  engines: ReadonlyMap<string, WorkloadEngine>;
  /** Where something new may run. */
  sites: LaunchSites;
  passes: Passes;
  /** What people belong to now. */
  people: Pick<PresentPeople, 'refsInAbsenceOf'>;
  usage: Pick<UsageReports, 'report'>;
  downtimes: Pick<DatabaseDowntimeStore, 'listAhead'>;
  /** Whether what nobody uses is stopped here. */
  isIdleStopped: boolean;
  /** Whether it is saved before. */
  isIdleSaved: boolean;
  advisor: Advisor;
  launchSecrets: LaunchSecrets;
  /** Where waiting workloads stand. */
  queue: Pick<QueueBoard, 'of'>;
  /** Of the gateway, which has terminals. */
  gatewayUrl: URL;
  /** Where browsers reach the endpoints of a site. */
  endpointBase(siteId: string): string;
  notifier: Pick<Notifier, 'changed' | 'launched'>;
  /** What an engine is given that it cannot make. */
  secretsOf: SecretsOf['give'];
  /** Called when a wish is recorded, so that it is seen to at once. */
  onWish(id: string): void;
}

/** Who may was asked before: see AuthorizedWorkloadService. */
export class DefaultWorkloadService implements WorkloadService {
  readonly #options: ServiceOptions;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  async launchForm(
    launched: Pick<LaunchRequest, 'entityRef' | 'variant'>,
    options: UserOptions,
  ): Promise<LaunchForm> {
    const begun = await beginLaunch(this.#options, launched, options);
    const { launchable, form: schema, person } = begun;
    const secrets = await this.#options.launchSecrets.offer(
      launchable.manifest,
      { ownerRef: person.ref, community: person.community },
    );
    const { checked } = this.#options;
    const form = toLaunchForm(launchable, { ...launched, schema, secrets });
    const follows = await canFollow(checked, { ...form, form: schema });
    return { ...form, ...(follows && { canFollow: true }) };
  }

  async plan(
    request: LaunchRequest,
    options: UserOptions,
  ): Promise<LaunchPlan> {
    const { specs, person } = await prepare(this.#options, request, options);
    const { sites: launchSites, store } = this.#options;
    const [spec] = specs;
    const sites = await launchSites.plan(spec);
    const { siteId } = request;
    return {
      sites: siteId === undefined ? sites : [findSite(sites, siteId)],
      resources: resourcesOf(spec),
      lifetime: spec.lifetime,
      quotas: await measureQuotas(store, person, specs.map(askedBy)),
    };
  }

  advise(request: LaunchRequest, options: UserOptions): Promise<LaunchAdvice> {
    return this.#options.advisor.advise(request, options);
  }

  async launch(
    { secrets, ...request }: LaunchRequest,
    user: UserOptions & { idempotencyKey: string },
  ): Promise<WorkloadDetail> {
    const options = { ...user, secrets };
    const before = await launchedBefore(this.#options, request, options);
    const record =
      before ?? (await recordLaunch(this.#options, request, options));
    return { ...this.#show(record), request };
  }

  async list(
    { cursor, limit = USUAL_PAGE, purpose, ...wanted }: ListOptions,
    { credentials }: UserOptions,
  ): Promise<WorkloadPage> {
    const { store } = this.#options;
    const query = {
      ...wanted,
      ownerRef: credentials.principal.userEntityRef,
      kinds: purpose && kindsFor(purpose),
      after: cursor === undefined ? undefined : readCursor(cursor),
      // One more, to know whether there is a next page.
      limit: limit + 1,
    };
    const { items, totalItems } = await store.list(query);
    const page = items.slice(0, limit);
    return {
      items: await withStates(
        store,
        page.map(record => this.#show(record)),
        query,
      ),
      totalItems,
      purposes: byPurpose(await store.countKinds(query)),
      ...(items.length > limit && {
        nextCursor: writeCursor(page.at(-1)!.id),
      }),
    };
  }

  async get(id: string): Promise<WorkloadDetail> {
    const record = await this.#find(id);
    const request = await this.#options.store.getRequest(id);
    if (!request) throw notFound(id);
    return { ...this.#show(record), request };
  }

  async events(id: string): Promise<WorkloadEvent[]> {
    await this.#find(id);
    return this.#options.store.events(id);
  }

  async logs(id: string, stretch: LogsOptions): Promise<LogChunk> {
    return this.#readLogs(await this.#find(id), stretch);
  }

  async followLogs(id: string, stretch: LogsOptions): Promise<LogReader> {
    let { offset } = stretch;
    return {
      next: async () => {
        // Asked before the log is read: what it wrote at its end is in there.
        const record = await this.#find(id);
        const chunk = await this.#readLogs(record, { ...stretch, offset });
        offset = chunk.nextOffset;
        const isOver = isSettled(record.state) && untilAllIsSaid(record) <= 0;
        return { chunk, isLast: isOver && chunk.text === '' };
      },
    };
  }

  async wholeLog(id: string, task: string | undefined): Promise<WholeLog> {
    const record = await this.#find(id);
    return openWholeLog(record.title, stretch =>
      this.#readLogs(record, { task, ...stretch }),
    );
  }

  async folder(id: string, folder: string): Promise<FolderView> {
    const record = await this.#find(id);
    return listFolder(record, this.#engineOf(record), folder);
  }

  async openFile(id: string, path: string): Promise<EngineFileContent> {
    const record = await this.#find(id);
    return openFile(record, this.#engineOf(record), path);
  }

  async artefacts(id: string): Promise<ArtefactList> {
    const record = await this.#find(id);
    const { artefactLimits: limits } = this.#options;
    return listArtefacts(record, { ...this.#artefactsOf(record), limits });
  }

  async openArtefact(id: string, path: string): Promise<EngineFileContent> {
    const record = await this.#find(id);
    return readArtefact(record, this.#artefactsOf(record), path);
  }

  async usage(id: string, wanted: UsageOptions): Promise<UsageReport> {
    return this.#options.usage.report(await this.#find(id), wanted);
  }

  async storages(id: string): Promise<StorageStatus[]> {
    const record = await this.#find(id);
    if (!record.summary.storage) return [];
    const spec = await this.#options.store.getSpec(id);
    if (!spec) throw notFound(id);
    return storageStatus(spec, task => this.#readLogs(record, { task }));
  }

  async snooze(id: string, hours: number): Promise<Workload> {
    const record = await this.#find(id);
    const { store, isIdleStopped } = this.#options;
    const after = await store.update(id, present =>
      snooze(present, { hours, isIdleStopped }),
    );
    return this.#wished(record, after);
  }

  stop(id: string): Promise<Workload> {
    return this.#wish(id, record => wish('stop', record));
  }

  async restart(id: string, options: UserOptions): Promise<Workload> {
    const record = await this.#find(id);
    // Whoever restarts it: it counts for its owner.
    const { userEntityRef } = options.credentials.principal;
    const person =
      record.ownerRef === userEntityRef
        ? await findPerson(this.#options, options, record.community)
        : await findOwner(this.#options, record);
    const { resources, lifetime } = record.summary;
    const asked = { kind: lifetime.kind, resources };
    const after = await inTurn(
      { ...this.#options, person, asked: [asked] },
      async (turn, hold) => {
        const restarted = await turn.update(id, present =>
          wish('restart', present),
        );
        await turn.setHolders(id, person.holders);
        await hold({ isCounted: true });
        return restarted;
      },
    );
    return this.#wished(record, after);
  }

  async copyBack(id: string): Promise<Workload> {
    const record = await this.#find(id);
    const storages = await this.storages(id);
    await copyBack(record, storages, this.#options);
    return this.#show(record);
  }

  async delete(
    id: string,
    _options: UserOptions,
    { giveUpFiles = false }: Deletion = {},
  ): Promise<void> {
    const record = await this.#find(id);
    if (!giveUpFiles) assertNothingLeft(record, await this.storages(id));
    await this.#wish(id, wishDeletion(giveUpFiles));
  }

  async openEndpoint(
    id: string,
    endpoint: string,
    options: UserOptions,
  ): Promise<EndpointTicket> {
    const record = await this.#find(id);
    const found = findEndpoint(record, endpoint);
    assertCan('open', record);
    const { userEntityRef } = options.credentials.principal;
    return this.#options.passes.issue(record, found, userEntityRef);
  }

  async terminal(id: string, options: UserOptions): Promise<TerminalTicket> {
    const record = await this.#find(id);
    assertCan('open', record);
    const { passes, gatewayUrl } = this.#options;
    const { userEntityRef } = options.credentials.principal;
    const ticket = await passes.issueTerminal(record, userEntityRef);
    return { url: terminalUrl(gatewayUrl), ticket };
  }

  async capacity(_options: UserOptions): Promise<Capacity> {
    const { sites, downtimes } = this.#options;
    const capacity = await sites.capacity();
    return withDowntimes(capacity, await downtimes.listAhead());
  }

  async quotas(options: UserOptions): Promise<QuotaUse[]> {
    const person = await findLauncher(this.#options, options);
    return measureQuotas(this.#options.store, person);
  }

  async #wish(id: string, change: Wished): Promise<Workload> {
    const record = await this.#find(id);
    const after = await this.#options.store.update(id, change);
    return this.#wished(record, after);
  }

  #wished(record: WorkloadRecord, after?: WorkloadRecord): Workload {
    const { notifier, onWish } = this.#options;
    if (after) notifier.changed(after);
    onWish(record.id);
    return this.#show(after ?? record);
  }

  #show(record: WorkloadRecord): Workload {
    return toWorkload(record, this.#options);
  }

  #engineOf(record: WorkloadRecord): WorkloadEngine {
    return engineOf(this.#options.engines, record.engine);
  }

  #artefactsOf(record: WorkloadRecord) {
    const { artefacts: kept } = this.#options;
    return { engine: this.#engineOf(record), kept };
  }

  #readLogs(record: WorkloadRecord, stretch: LogsOptions): Promise<LogChunk> {
    const engine = this.#engineOf(record);
    return readLogs(record, { engine, kept: this.#options.logs }, stretch);
  }

  async #find(id: string): Promise<WorkloadRecord> {
    // What is no id may hold what a database refuses to look for.
    const record = validate(id) ? await this.#options.store.get(id) : undefined;
    if (!record) throw notFound(id);
    return record;
  }
}
