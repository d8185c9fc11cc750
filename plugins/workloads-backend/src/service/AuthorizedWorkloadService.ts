import {
  workloadNeeds,
  type StorageStatus,
  type Workload,
  type WorkloadDeed,
  type WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';
import { asSeen, type Relations } from '../sharing';
import type { Standing } from '../standing';
import { notFound } from './notFound';
import type { Powers } from './Powers';
import type { UserOptions, WorkloadService } from './types';

type Call<K extends keyof WorkloadService> = WorkloadService[K];

/** Asks the permission framework first, then hands on to the wrapped service. */
export class AuthorizedWorkloadService implements WorkloadService {
  readonly #inner: WorkloadService;
  readonly #powers: Powers;
  readonly #relations: Relations;
  readonly #standing: Standing;

  constructor(
    inner: WorkloadService,
    parts: { powers: Powers; relations: Relations; standing: Standing },
  ) {
    this.#inner = inner;
    this.#powers = parts.powers;
    this.#relations = parts.relations;
    this.#standing = parts.standing;
  }

  launchForm: Call<'launchForm'> = async (launched, options) => {
    await this.#powers.requireCreate(options);
    return this.#inner.launchForm(launched, options);
  };

  plan: Call<'plan'> = async (request, options) => {
    await this.#powers.requireCreate(options);
    return this.#inner.plan(request, options);
  };

  advise: Call<'advise'> = async (request, options) => {
    await this.#powers.requireCreate(options);
    return this.#inner.advise(request, options);
  };

  launch: Call<'launch'> = async (request, options) => {
    await this.#powers.requireCreate(options);
    // It will be started anew while they are away.
    if (request.follow) await this.#standing.note(options);
    return this.#inner.launch(request, options);
  };

  list: Call<'list'> = async (page, options) => {
    const where = await this.#powers.readable(options);
    const subjects = await this.#relations.subjectsOf(options);
    const asked = { ...page, where, subjects };
    const found = await this.#inner.list(asked, options);
    const how = { kind: 'workload', see: asSeen<Workload> } as const;
    const items = await this.#relations.seen(found.items, how, options);
    return { ...found, items };
  };

  get: Call<'get'> = (id, options) => this.may('see', id, options);

  events: Call<'events'> = async (id, options) => {
    await this.may('see', id, options);
    return this.#inner.events(id, options);
  };

  logs: Call<'logs'> = async (id, stretch, options) => {
    await this.may('see', id, options);
    return this.#inner.logs(id, stretch, options);
  };

  followLogs: Call<'followLogs'> = async (id, stretch, options) => {
    const workload = await this.may('see', id, options);
    await this.#standing.note(options);
    const { userEntityRef } = options.credentials.principal;
    const reader = await this.#inner.followLogs(id, stretch, options);
    return {
      next: async () => {
        const refusal = await this.#standing.whyNot(
          userEntityRef,
          workloadNeeds.see,
          workload,
        );
        if (refusal) throw refusal;
        return reader.next();
      },
    };
  };

  wholeLog: Call<'wholeLog'> = async (id, task, options) => {
    await this.may('see', id, options);
    return this.#inner.wholeLog(id, task, options);
  };

  folder: Call<'folder'> = async (id, folder, options) => {
    await this.may('files', id, options);
    return this.#inner.folder(id, folder, options);
  };

  openFile: Call<'openFile'> = async (id, path, options) => {
    await this.may('files', id, options);
    return this.#inner.openFile(id, path, options);
  };

  artefacts: Call<'artefacts'> = async (id, options) => {
    await this.may('files', id, options);
    return this.#inner.artefacts(id, options);
  };

  openArtefact: Call<'openArtefact'> = async (id, path, options) => {
    await this.may('files', id, options);
    return this.#inner.openArtefact(id, path, options);
  };

  usage: Call<'usage'> = async (id, wanted, options) => {
    await this.may('see', id, options);
    return this.#inner.usage(id, wanted, options);
  };

  storages: Call<'storages'> = async (id, options) => {
    const { shared } = await this.may('see', id, options);
    const found = await this.#inner.storages(id, options);
    // What they and their files are called is its owner's alone.
    return shared ? found.map(withoutNames) : found;
  };

  snooze: Call<'snooze'> = async (id, hours, options) => {
    const { shared } = await this.may('snooze', id, options);
    const after = await this.#inner.snooze(id, hours, options);
    return asSeen(after, shared?.role ?? 'owner');
  };

  stop: Call<'stop'> = async (id, options) => {
    const { shared } = await this.may('stop', id, options);
    const after = await this.#inner.stop(id, options);
    return asSeen(after, shared?.role ?? 'owner');
  };

  restart: Call<'restart'> = async (id, options) => {
    const { shared } = await this.may('restart', id, options);
    const after = await this.#inner.restart(id, options);
    return asSeen(after, shared?.role ?? 'owner');
  };

  copyBack: Call<'copyBack'> = async (id, options) => {
    const { shared } = await this.may('restart', id, options);
    const after = await this.#inner.copyBack(id, options);
    return asSeen(after, shared?.role ?? 'owner');
  };

  delete: Call<'delete'> = async (id, options, how) => {
    await this.may('delete', id, options);
    return this.#inner.delete(id, options, how);
  };

  openEndpoint: Call<'openEndpoint'> = async (id, endpoint, options) => {
    await this.may('open', id, options);
    await this.#standing.note(options);
    return this.#inner.openEndpoint(id, endpoint, options);
  };

  terminal: Call<'terminal'> = async (id, options) => {
    await this.may('terminal', id, options);
    await this.#standing.note(options);
    return this.#inner.terminal(id, options);
  };

  capacity: Call<'capacity'> = async options => {
    await this.#powers.requireCreate(options);
    return this.#inner.capacity(options);
  };

  quotas: Call<'quotas'> = async options => {
    await this.#powers.requireCreate(options);
    return this.#inner.quotas(options);
  };

  /**
   * The workload as the caller sees it, if they may do this with it.
   *
   * @throws NotFoundError where they may not even see it
   * @throws NotAllowedError that says why, where they may not do this
   */
  async may(
    deed: WorkloadDeed,
    id: string,
    options: UserOptions,
  ): Promise<WorkloadDetail> {
    const workload = await this.#inner.get(id, options);
    const role = await this.#powers.require(workloadNeeds[deed], {
      thing: { ...workload, kind: 'workload' },
      options,
      absent: notFound,
    });
    return asSeen(workload, role);
  }
}

function withoutNames({
  account: _account,
  reason: _reason,
  beside: _beside,
  ...seen
}: StorageStatus): StorageStatus {
  return seen;
}
