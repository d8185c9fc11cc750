import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  add,
  isSettled,
  nothing,
  requirementsOf,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type { Observation } from '@astrolabe/plugin-workloads-node';
import type { LocalEngineOptions } from '../config';
import { isWorkloadId } from '../folder/layout';
import { watchFolder } from '../folder/watchFolder';
import type { Wish } from '../folder/types';
import type { Folders } from './Folders';
import { freeGpus, machineFree, machineTotal } from './machine';
import { dueOf, isAskedAgain, observe, type Known } from './observe';
import { waitReason, type Shares } from './Planner';
import { Supervisors } from './Supervisors';

const SWEEP_MS = 1000;

/**
 * Sees to it that each workload has a supervisor while it needs one, and tells
 * what has changed. It keeps nothing of its own: what it knows it has read in
 * the folders, so that one that was killed and one that starts after it do the
 * same.
 */
export class Caretaker {
  readonly #options: LocalEngineOptions;
  readonly #folders: Folders;
  readonly #logger: LoggerService | undefined;
  readonly #onObservation: (observation: Observation) => void;
  readonly #supervisors: Supervisors;
  readonly #known = new Map<string, Known>();
  readonly #told = new Map<string, string>();
  #watcher: { close(): void } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(context: {
    options: LocalEngineOptions;
    folders: Folders;
    logger?: LoggerService;
    onObservation: (observation: Observation) => void;
  }) {
    this.#options = context.options;
    this.#folders = context.folders;
    this.#logger = context.logger;
    this.#onObservation = context.onObservation;
    this.#supervisors = new Supervisors({
      dataDirectory: context.options.dataDirectory,
      onExit: id => this.#guard(() => this.look(id)),
    });
  }

  open(): void {
    for (const id of this.#folders.ids()) {
      this.#guard(() => {
        const wish = this.#folders.wish(id);
        if (wish?.paused) this.#folders.writeWish({ ...wish, paused: false });
      });
    }
    this.#watcher = watchFolder(this.#folders.changes, name => {
      if (isWorkloadId(name)) this.#guard(() => this.look(name));
    });
    this.#timer = setInterval(() => this.#guard(() => this.sweep()), SWEEP_MS);
    this.#timer.unref();
    this.#guard(() => this.sweep());
  }

  /** Starts and tells nothing more; what runs goes on. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#watcher?.close();
  }

  all(): Known[] {
    return [...this.#known.values()];
  }

  get(id: string): Known | undefined {
    return this.#known.get(id);
  }

  isSupervised(id: string): boolean {
    return this.#supervisors.isAlive(id);
  }

  /** Records what is wanted. From here on nothing is lost. */
  wish(wish: Wish): void {
    this.#folders.writeWish(wish);
    const known = this.#known.get(wish.workload.id);
    if (known) known.wish = wish;
  }

  /**
   * Removes what nobody looks after and has left nothing running, without a
   * word about it: on a full disk there is no room for one.
   *
   * @returns whether that could be done
   */
  removeAtRest(id: string): boolean {
    const known = this.#known.get(id);
    if (!known) return false;
    const wish: Wish = { ...known.wish, desired: 'remove' };
    const supervised = this.#supervisors.isAlive(id);
    if (dueOf({ ...known, wish, supervised }) === 'delete') this.#delete(id);
    return !this.#folders.exists(id);
  }

  /** Looks at every workload that is not at rest, and starts who is next. */
  sweep(): void {
    const ids = new Set(this.#folders.ids());
    for (const id of this.#known.keys()) {
      if (!ids.has(id)) this.#forget(id);
    }
    for (const id of ids) {
      const known = this.#known.get(id);
      // One that cannot be read must not keep the others from being looked after.
      if (!known || !isAtRest(known)) this.#guard(() => this.#read(id));
    }
    this.#act();
  }

  /** Looks at one workload. */
  look(id: string): void {
    this.#read(id);
    this.#act();
  }

  /** What there is to share, and who has it. */
  shares(): Shares {
    const holders = this.#holders();
    const held = holders
      .map(({ wish }) => requirementsOf(wish.workload.spec))
      .reduce(add, nothing);
    const total = machineTotal(this.#options);
    return {
      total,
      free: machineFree(this.#options, { total, held }),
      holders: holders.length,
      waiting: this.all().filter(({ waiting }) => waiting).length,
    };
  }

  #read(id: string): void {
    const wish = this.#folders.wish(id);
    if (!wish) {
      this.#forget(id);
      return;
    }
    this.#known.set(id, {
      wish,
      report: this.#folders.report(id),
      supervised: this.#supervisors.isAlive(id),
      waiting: this.#known.get(id)?.waiting,
    });
  }

  /** Does what is due, first come first served, and tells what has changed. */
  #act(): void {
    if (this.#closed) return;
    const inOrder = [...this.#known].sort(([, one], [, other]) =>
      one.wish.submittedAt < other.wish.submittedAt ? -1 : 1,
    );
    for (const known of this.#known.values()) known.waiting = undefined;
    for (const [id, known] of inOrder) {
      // One that cannot be started or removed must not keep the others waiting.
      this.#guard(() => {
        const due = dueOf(known);
        if (due === 'delete') this.#delete(id);
        if (due === 'supervise') this.#start(id);
        if (due === 'admit') known.waiting = this.#admit(id);
      });
    }
    for (const [id, known] of this.#known) {
      this.#guard(() => this.#tell(id, known));
    }
  }

  /** @returns why it has to wait, or undefined when it was started */
  #admit(id: string): WorkloadReason | undefined {
    const { wish } = this.#known.get(id)!;
    const shares = this.shares();
    const wanted = requirementsOf(wish.workload.spec);
    const reason = waitReason(wanted, shares);
    if (reason) return reason;
    const gpus = freeGpus(wanted.gpuCount, {
      total: shares.total.gpuCount,
      held: this.#holders().flatMap(holder => holder.wish.gpus),
    });
    if (gpus.length > 0) this.wish({ ...wish, gpus });
    this.#start(id);
    return undefined;
  }

  #start(id: string): void {
    this.#supervisors.start(id);
    const known = this.#known.get(id);
    if (known) known.supervised = this.#supervisors.isAlive(id);
  }

  #delete(id: string): void {
    const buried = this.#folders.bury(id);
    if (!buried) return;
    this.#forget(id);
    buried.catch(error =>
      this.#logger?.warn(`Some files of ${id} could not be removed`, error),
    );
  }

  #forget(id: string): void {
    this.#known.delete(id);
    this.#told.delete(id);
    this.#supervisors.forget(id);
  }

  #tell(id: string, known: Known): void {
    const observation = observe(known, this.#options.settings.gatewayBaseUrl);
    const text = JSON.stringify(observation);
    if (this.#told.get(id) === text) return;
    this.#told.set(id, text);
    this.#onObservation(observation);
  }

  #holders(): Known[] {
    return this.all().filter(
      known => known.supervised || dueOf(known) === 'supervise',
    );
  }

  /** A fault of one moment, such as a full disk, must not end the portal. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#logger?.error(
        'The local engine could not look after its workloads',
        error as Error,
      );
    }
  }
}

function isAtRest({ wish, report }: Known): boolean {
  return (
    wish.desired !== 'remove' &&
    !isAskedAgain({ wish, report }) &&
    report?.generation === wish.workload.generation &&
    isSettled(report.state)
  );
}
