import {
  workloadDeletePermission,
  workloadReadPermission,
  workloadUsePermission,
  type WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import type { Standing } from '../standing';
import { notFound } from './notFound';
import type { Powers } from './Powers';
import type { UserOptions, WorkloadService } from './types';

type Call<K extends keyof WorkloadService> = WorkloadService[K];

/** Asks the permission framework first, then hands on to the wrapped service. */
export class AuthorizedWorkloadService implements WorkloadService {
  readonly #inner: WorkloadService;
  readonly #powers: Powers;
  readonly #standing: Standing;

  constructor(
    inner: WorkloadService,
    { powers, standing }: { powers: Powers; standing: Standing },
  ) {
    this.#inner = inner;
    this.#powers = powers;
    this.#standing = standing;
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
    return this.#inner.launch(request, options);
  };

  list: Call<'list'> = async (page, options) => {
    const where = await this.#powers.readable(options);
    return this.#inner.list({ ...page, where }, options);
  };

  get: Call<'get'> = (id, options) => this.#readable(id, options);

  events: Call<'events'> = async (id, options) => {
    await this.#readable(id, options);
    return this.#inner.events(id, options);
  };

  logs: Call<'logs'> = async (id, stretch, options) => {
    await this.#readable(id, options);
    return this.#inner.logs(id, stretch, options);
  };

  followLogs: Call<'followLogs'> = async (id, stretch, options) => {
    await this.#readable(id, options);
    return this.#inner.followLogs(id, stretch, options);
  };

  wholeLog: Call<'wholeLog'> = async (id, task, options) => {
    await this.#readable(id, options);
    return this.#inner.wholeLog(id, task, options);
  };

  folder: Call<'folder'> = async (id, folder, options) => {
    await this.#readable(id, options);
    return this.#inner.folder(id, folder, options);
  };

  openFile: Call<'openFile'> = async (id, path, options) => {
    await this.#readable(id, options);
    return this.#inner.openFile(id, path, options);
  };

  artefacts: Call<'artefacts'> = async (id, options) => {
    await this.#readable(id, options);
    return this.#inner.artefacts(id, options);
  };

  openArtefact: Call<'openArtefact'> = async (id, path, options) => {
    await this.#readable(id, options);
    return this.#inner.openArtefact(id, path, options);
  };

  usage: Call<'usage'> = async (id, wanted, options) => {
    await this.#readable(id, options);
    return this.#inner.usage(id, wanted, options);
  };

  snooze: Call<'snooze'> = async (id, hours, options) => {
    await this.#require(workloadUsePermission, id, options);
    return this.#inner.snooze(id, hours, options);
  };

  stop: Call<'stop'> = async (id, options) => {
    await this.#require(workloadUsePermission, id, options);
    return this.#inner.stop(id, options);
  };

  restart: Call<'restart'> = async (id, options) => {
    await this.#require(workloadUsePermission, id, options);
    return this.#inner.restart(id, options);
  };

  delete: Call<'delete'> = async (id, options) => {
    await this.#require(workloadDeletePermission, id, options);
    return this.#inner.delete(id, options);
  };

  openEndpoint: Call<'openEndpoint'> = async (id, endpoint, options) => {
    await this.#require(workloadUsePermission, id, options);
    await this.#standing.note(options);
    return this.#inner.openEndpoint(id, endpoint, options);
  };

  terminal: Call<'terminal'> = async (id, options) => {
    await this.#require(workloadUsePermission, id, options);
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

  /** The workload, if the caller may use it. */
  async usable(id: string, options: UserOptions): Promise<WorkloadDetail> {
    return this.#require(workloadUsePermission, id, options);
  }

  /** What may not be read does not exist. */
  async #readable(id: string, options: UserOptions): Promise<WorkloadDetail> {
    const workload = await this.#inner.get(id, options);
    const about = { owned: workload, options };
    if (await this.#powers.isAllowed(workloadReadPermission, about)) {
      return workload;
    }
    throw notFound(id);
  }

  async #require(
    permission: ResourcePermission,
    id: string,
    options: UserOptions,
  ): Promise<WorkloadDetail> {
    const workload = await this.#readable(id, options);
    const about = { owned: workload, options };
    await this.#powers.requireAllowed(permission, about);
    return workload;
  }
}
