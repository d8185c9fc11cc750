import { mkdirSync } from 'node:fs';
import {
  because,
  lacking,
  only,
  requirementsOf,
  type Amounts,
  type SitePlan,
  type WorkloadEnvironment,
  type WorkloadReason,
  type WorkloadSpec,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import type { LocalEngineOptions } from '../config';
import {
  checkEnvironment,
  requireEnvironment,
} from '../supervisor/environments/prepareEnvironment';
import { requireMounts } from '../supervisor/mounts';
import { findProgram } from '../supervisor/programs';
import { missingProgram, noContainers, Refusal } from '../supervisor/refusal';
import { ContainerRunner } from '../supervisor/runners/ContainerRunner';
import { runsInContainer } from '../supervisor/runners/runsInContainer';
import { BriefMemory } from './BriefMemory';
import { findContainerSocket } from './containerSocket';
import type { LocalSnapshots } from './snapshots/LocalSnapshots';

const REMEMBER_MS = 15_000;

/** What is there to share, at the moment of a question. */
export interface Shares {
  total: Amounts;
  free: Amounts;
  /** How many workloads hold the rest. */
  holders: number;
  /** How many wait already. */
  waiting: number;
}

/** Says beforehand what would become of a workload here. */
export class Planner {
  readonly #options: LocalEngineOptions;
  readonly #checked = new BriefMemory<Promise<WorkloadReason | undefined>>(
    REMEMBER_MS,
  );

  readonly #snapshots: Pick<LocalSnapshots, 'describe'>;

  constructor(
    options: LocalEngineOptions,
    snapshots: Pick<LocalSnapshots, 'describe'>,
  ) {
    this.#options = options;
    this.#snapshots = snapshots;
  }

  async plan(spec: WorkloadSpec, shares: Shares): Promise<SitePlan> {
    const { siteId, title } = this.#options;
    const site = { siteId, title, engine: 'local' };
    const never =
      this.tooBig(spec, shares.total) ??
      this.#elsewhere(spec) ??
      this.lacksSnapshot(spec);
    if (never) return { ...site, verdict: 'never', reason: never };
    let first: WorkloadReason | undefined;
    try {
      this.#checkMounts(spec);
      for (const task of spec.tasks) first ??= await this.#check(task);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...site, verdict: 'never', reason: error.reason };
    }
    const wait = waitReason(requirementsOf(spec), shares);
    return wait
      ? { ...site, verdict: 'later', reason: wait }
      : { ...site, verdict: 'now', reason: first };
  }

  /** Why a workload could never run here, whoever else does. */
  tooBig(spec: WorkloadSpec, total: Amounts): WorkloadReason | undefined {
    const wanted = requirementsOf(spec);
    const short = lacking(wanted, total);
    if (short.length === 0) return undefined;
    return because('engine-refused.bigForMachine', {
      asked: only(wanted, short),
      total: only(total, short),
    });
  }

  /** Why what it begins with cannot be had here. */
  lacksSnapshot({ snapshot }: WorkloadSpec): WorkloadReason | undefined {
    if (!snapshot) return undefined;
    if (snapshot.place !== placeOf(this.#options)) {
      return because('engine-refused.snapshotElsewhere');
    }
    return this.#snapshots.describe(snapshot.id)
      ? undefined
      : because('engine-refused.snapshotGone');
  }

  #elsewhere({ placement }: WorkloadSpec): WorkloadReason | undefined {
    const { siteId } = this.#options;
    if (!placement?.sites || placement.sites.includes(siteId)) return undefined;
    return because('engine-refused.elsewhere', {
      sites: placement.sites.join(', '),
    });
  }

  /** Containers have roots of their own: nobody can be sure that they see what is mounted here. */
  #checkMounts({ tasks }: WorkloadSpec): void {
    if (!tasks.some(({ mounts }) => mounts)) return;
    requireMounts();
    const { environmentRoots } = this.#options.settings;
    const foreign = tasks.find(task => runsInContainer(task, environmentRoots));
    if (!foreign) return;
    const { name } = foreign;
    throw new Refusal(because('engine-refused.mountsForeign', { task: name }));
  }

  /** @returns what will be done first. Throws a Refusal when the machine lacks something. */
  async #check(task: WorkloadTask): Promise<WorkloadReason | undefined> {
    const { settings, containerSocket } = this.#options;
    if (runsInContainer(task, settings.environmentRoots)) {
      const socket = await findContainerSocket(containerSocket);
      if (!socket) throw noContainers();
      await (await ContainerRunner.connect(socket)).requireGpus(task);
      return undefined;
    }
    if (task.environment) return this.#checkEnvironment(task.environment);
    const name = task.command?.[0];
    if (typeof name === 'string' && !findProgram(name, [])) {
      throw missingProgram(name);
    }
    return undefined;
  }

  /** Asking interpreters for their versions takes a while: the answer is kept for a moment. */
  #checkEnvironment(
    environment: WorkloadEnvironment,
  ): Promise<WorkloadReason | undefined> {
    const { kind, id, version = '' } = environment;
    return this.#checked.get(`${kind} ${id} ${version}`, () => {
      const result = this.#lookAt(environment);
      result.catch(() => undefined);
      return result;
    });
  }

  async #lookAt(
    environment: WorkloadEnvironment,
  ): Promise<WorkloadReason | undefined> {
    const { settings, dataDirectory } = this.#options;
    const found = requireEnvironment(environment, settings.environmentRoots);
    mkdirSync(dataDirectory, { recursive: true });
    const { installed } = await checkEnvironment({
      ...found,
      environment,
      dataDirectory,
      workloadId: 'plan',
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    if (installed) return undefined;
    return because('preparing-environment.first');
  }
}

/** What snapshots of this machine say of where they lie. */
export function placeOf({ siteId }: LocalEngineOptions): string {
  return `machine:${siteId}`;
}

/** Why a workload has to wait, or undefined when it has not. */
export function waitReason(
  wanted: Amounts,
  { free, holders, waiting }: Shares,
): WorkloadReason | undefined {
  const short = lacking(wanted, free);
  if (short.length > 0) {
    return because('waiting-for-capacity.lacking', {
      needs: only(wanted, short),
      free: only(free, short),
      holders,
    });
  }
  return waiting > 0
    ? because('waiting-for-capacity.turn', { waiting })
    : undefined;
}
