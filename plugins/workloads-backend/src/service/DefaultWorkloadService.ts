import { mergedTranslations } from '@astrolabe/plugin-assets-common';
import type { UserInfoService } from '@backstage/backend-plugin-api';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { AssetsService } from '@astrolabe/plugin-assets-node';
import { withAdvice } from '@astrolabe/http';
import type {
  WorkloadEngine,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  formDefaults,
  isSettled,
  narrowForm,
  resourcesOf,
  type Capacity,
  type EndpointTicket,
  type FormSchema,
  type FormValues,
  type LaunchForm,
  type LaunchPlan,
  type LaunchRequest,
  type LogChunk,
  type LogsOptions,
  type QuotaUse,
  type Workload,
  type WorkloadEvent,
  type WorkloadPage,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { validate } from 'uuid';
import type { LogStore, WorkloadRecord, WorkloadStore } from '../database';
import { engineOf } from '../engines';
import type { Passes } from '../gateway';
import {
  enrich,
  fillForm,
  findLaunchable,
  findPerson,
  findSite,
  holdToQuotas,
  limitResources,
  measureQuotas,
  place,
  renderLaunch,
  turnsOf,
  type Asked,
  type Launchable,
  type LaunchSites,
  type Person,
} from '../launch';
import type { Notifier } from '../Notifier';
import type { QueueBoard } from '../queue';
import { readCursor, writeCursor } from './cursor';
import { newWorkload } from './newWorkload';
import { notFound } from './notFound';
import { readLogs } from './readLogs';
import { requestHash } from './requestHash';
import { toWorkload } from './toWorkload';
import type {
  ListOptions,
  LogReader,
  UserOptions,
  WorkloadService,
} from './types';
import { assertCan, wish } from './wishes';

const USUAL_PAGE = 50;

/** What the service stands on. */
export interface ServiceOptions {
  store: WorkloadStore;
  /** Of what has ended. */
  logs: LogStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  enrichers: readonly WorkloadEnricher[];
  /** Where something new may run. */
  sites: LaunchSites;
  assets: AssetsService;
  userInfo: UserInfoService;
  /** Tiers and quotas. */
  limits: LimitTable;
  passes: Passes;
  /** Where waiting workloads stand. */
  queue: Pick<QueueBoard, 'of'>;
  /** Names of endpoints stand before its host. */
  gatewayUrl: URL;
  notifier: Notifier;
  /** Called when a wish is recorded, so that it is seen to at once. */
  onWish(id: string): void;
}

interface Prepared {
  values: FormValues;
  launchable: Launchable;
  person: Person;
  spec: WorkloadSpec;
}

/** Holds what was just made to the quotas. */
type Hold = (asked: Asked[]) => Promise<void>;

function askedBy(spec: WorkloadSpec): Asked {
  return { kind: spec.lifetime.kind, resources: resourcesOf(spec) };
}

export class DefaultWorkloadService implements WorkloadService {
  readonly #options: ServiceOptions;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  async launchForm(
    entityRef: string,
    options: UserOptions,
  ): Promise<LaunchForm> {
    const { assets } = this.#options;
    const person = await findPerson(this.#options, options);
    const { asset, manifest } = await findLaunchable(
      assets,
      entityRef,
      options,
    );
    const schema = narrowForm(manifest.form as FormSchema, person.limits);
    return {
      entityRef: asset.entityRef,
      title: asset.title,
      schema,
      defaults: formDefaults(schema),
      translations: mergedTranslations(
        manifest.translations,
        asset.spec.translations,
      ),
    };
  }

  async plan(
    request: LaunchRequest,
    options: UserOptions,
  ): Promise<LaunchPlan> {
    const { spec, person } = await this.#prepare(request, options);
    const { sites: launchSites, store } = this.#options;
    const sites = await launchSites.plan(spec);
    const { siteId } = request;
    return {
      sites: siteId === undefined ? sites : [findSite(sites, siteId)],
      resources: resourcesOf(spec),
      lifetime: spec.lifetime,
      quotas: await measureQuotas(store, person, [askedBy(spec)]),
    };
  }

  async launch(
    request: LaunchRequest,
    options: UserOptions & { idempotencyKey: string },
  ): Promise<Workload> {
    const { userEntityRef } = options.credentials.principal;
    const key = { ownerRef: userEntityRef, key: options.idempotencyKey };
    const before = await this.#launchedBefore(request, key);
    return this.#show(before ?? (await this.#launch(request, options)));
  }

  async list(
    { cursor, limit = USUAL_PAGE, where }: ListOptions,
    { credentials }: UserOptions,
  ): Promise<WorkloadPage> {
    const { items, totalItems } = await this.#options.store.list({
      ownerRef: credentials.principal.userEntityRef,
      where,
      after: cursor === undefined ? undefined : readCursor(cursor),
      // One more, to know whether there is a next page.
      limit: limit + 1,
    });
    const page = items.slice(0, limit);
    return {
      items: page.map(record => this.#show(record)),
      totalItems,
      ...(items.length > limit && {
        nextCursor: writeCursor(page.at(-1)!.id),
      }),
    };
  }

  async get(id: string, options: UserOptions): Promise<Workload> {
    return this.#show(await this.#own(id, options));
  }

  async events(id: string, options: UserOptions): Promise<WorkloadEvent[]> {
    await this.#own(id, options);
    return this.#options.store.events(id);
  }

  async logs(
    id: string,
    stretch: LogsOptions,
    options: UserOptions,
  ): Promise<LogChunk> {
    return this.#readLogs(await this.#own(id, options), stretch);
  }

  async followLogs(
    id: string,
    stretch: LogsOptions,
    options: UserOptions,
  ): Promise<LogReader> {
    let { offset } = stretch;
    return {
      next: async () => {
        // Asked before the log is read: what it wrote at its end is in there.
        const record = await this.#own(id, options);
        const chunk = await this.#readLogs(record, { ...stretch, offset });
        offset = chunk.nextOffset;
        return { chunk, isLast: isSettled(record.state) && chunk.text === '' };
      },
    };
  }

  stop(id: string, options: UserOptions): Promise<Workload> {
    return this.#wish('stop', id, options);
  }

  async restart(id: string, options: UserOptions): Promise<Workload> {
    const person = await findPerson(this.#options, options);
    const record = await this.#own(id, options);
    const { resources, lifetime } = record.summary;
    const asked = { kind: lifetime.kind, resources };
    const after = await this.#inTurn(person, async (turn, hold) => {
      const restarted = await turn.update(id, present =>
        wish('restart', present),
      );
      await turn.setHolders(id, person.holders);
      await hold([asked]);
      return restarted;
    });
    return this.#wished(record, after);
  }

  async delete(id: string, options: UserOptions): Promise<void> {
    await this.#wish('delete', id, options);
  }

  async openEndpoint(
    id: string,
    endpoint: string,
    options: UserOptions,
  ): Promise<EndpointTicket> {
    const record = await this.#own(id, options);
    const found = record.endpoints.find(({ name }) => name === endpoint);
    if (!found) {
      const names = record.endpoints.map(({ name }) => name);
      throw withAdvice(
        new NotFoundError(`'${record.title}' has no endpoint '${endpoint}'`),
        {
          code: 'ENDPOINT_NOT_FOUND',
          cause: `It has ${names.join(', ') || 'none'}`,
        },
      );
    }
    assertCan('open', record);
    return this.#options.passes.issue(record, found);
  }

  capacity(_options: UserOptions): Promise<Capacity> {
    return this.#options.sites.capacity();
  }

  async quotas(options: UserOptions): Promise<QuotaUse[]> {
    const person = await findPerson(this.#options, options);
    return measureQuotas(this.#options.store, person);
  }

  /** The line from a request to something that could run. */
  async #prepare(
    request: LaunchRequest,
    options: UserOptions,
  ): Promise<Prepared> {
    const { assets, enrichers, limits } = this.#options;
    const person = await findPerson(this.#options, options);
    const launchable = await findLaunchable(assets, request.entityRef, options);
    const form = narrowForm(
      launchable.manifest.form as FormSchema,
      person.limits,
    );
    const values = fillForm(form, request.values);
    const rendered = renderLaunch(launchable, values, person);
    const enriched = await enrich(rendered, enrichers, {
      ownerRef: person.ref,
      entityRef: launchable.asset.entityRef,
    });
    // Last, so that what other rooms add is held to the limits too.
    const spec = limitResources(enriched, person, limits.tiers);
    return { launchable, person, values, spec };
  }

  async #launch(
    request: LaunchRequest,
    options: UserOptions & { idempotencyKey: string },
  ): Promise<WorkloadRecord> {
    const { notifier, onWish, sites } = this.#options;
    const { launchable, person, values, spec } = await this.#prepare(
      request,
      options,
    );
    const site = place(await sites.plan(spec), request.siteId);
    for (;;) {
      const workload = newWorkload({
        request,
        values,
        spec,
        asset: launchable.asset,
        ownerRef: person.ref,
        holders: person.holders,
        site,
        gatewayUrl: this.#options.gatewayUrl,
        idempotencyKey: options.idempotencyKey,
        requestHash: requestHash(request),
      });
      const taken = await this.#inTurn(person, async (turn, hold) => {
        const why = await turn.insert(workload);
        if (!why) await hold([askedBy(spec)]);
        return why;
      });
      if (taken === 'key') {
        // Another request was faster with the same key.
        const key = { ownerRef: person.ref, key: options.idempotencyKey };
        return (await this.#launchedBefore(request, key))!;
      }
      if (taken === undefined) {
        notifier.changed(workload);
        notifier.launched(workload);
        onWish(workload.id);
        return workload;
      }
    }
  }

  /**
   * Makes something live while nobody else launches into the same quotas. What
   * was made is held to them by `hold`; all is taken back when it does not fit.
   */
  #inTurn<T>(
    person: Person,
    act: (turn: WorkloadStore, hold: Hold) => Promise<T>,
  ): Promise<T> {
    const { store, limits } = this.#options;
    return store.inTurn(turnsOf(person), turn =>
      act(turn, async asked => {
        const uses = await measureQuotas(turn, person, asked);
        // It was counted already.
        const before = uses.map(use => ({
          ...use,
          used: use.used - use.asked,
        }));
        holdToQuotas(before, person, limits);
      }),
    );
  }

  /** What was launched with this key, if it was by the same request. */
  async #launchedBefore(
    request: LaunchRequest,
    { ownerRef, key }: { ownerRef: string; key: string },
  ): Promise<WorkloadRecord | undefined> {
    const found = await this.#options.store.findByKey(ownerRef, key);
    if (!found) return undefined;
    if (found.requestHash === requestHash(request)) return found.record;
    throw withAdvice(
      new ConflictError(
        'This Idempotency-Key was used for another request before',
      ),
      {
        code: 'IDEMPOTENCY_KEY_REUSED',
        cause: `It launched workload '${found.record.id}'`,
        nextStep: 'Send a new key with a new request.',
      },
    );
  }

  async #wish(
    action: 'stop' | 'delete',
    id: string,
    options: UserOptions,
  ): Promise<Workload> {
    const { store } = this.#options;
    const record = await this.#own(id, options);
    const after = await store.update(id, present => wish(action, present));
    return this.#wished(record, after);
  }

  #wished(record: WorkloadRecord, after?: WorkloadRecord): Workload {
    const { notifier, onWish } = this.#options;
    if (after) notifier.changed(after);
    onWish(record.id);
    return this.#show(after ?? record);
  }

  #show(record: WorkloadRecord): Workload {
    return toWorkload(record, this.#options.queue.of(record));
  }

  #readLogs(record: WorkloadRecord, stretch: LogsOptions): Promise<LogChunk> {
    const { engines, logs: kept } = this.#options;
    const engine = engineOf(engines, record.engine);
    return readLogs(record, { engine, kept }, stretch);
  }

  async #own(id: string, { credentials }: UserOptions) {
    // What is no id may hold what a database refuses to look for.
    const record = validate(id) ? await this.#options.store.get(id) : undefined;
    if (record?.ownerRef === credentials.principal.userEntityRef) return record;
    throw notFound(id);
  }
}
