import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Observation,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import {
  isSettled,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type {
  WorkloadChange,
  WorkloadRecord,
  WorkloadStore,
} from '../database';
import { engineOf } from '../engines';
import { KeyedQueue } from '../KeyedQueue';
import type { Notifier } from '../Notifier';
import { rest } from '../Rounds';
import {
  forgotten,
  kept,
  missing,
  refused,
  stopped,
  unreachable,
} from './changes';
import { dueOf, dueOfWish, type Due } from './due';
import { observed } from './observed';
import { endsFirst, hasLeft } from './endsFirst';
import { removeDeparted } from './removeDeparted';
import { removeLeftovers } from './removeLeftovers';

/** The values of secrets that somebody else keeps, by their names in the workload. */
type SecretsOf = (
  spec: WorkloadSpec,
  owner: Pick<WorkloadRecord, 'id' | 'ownerRef' | 'community' | 'group'>,
) => Promise<Record<string, string>>;

const FIRST_RETRY_MS = 250;
const REWATCH_MS = 1000;
/** Of so many comparisons, one looks for what was left, too. */
const LEFTOVER_ROUNDS = 10;

/**
 * Makes what engines do what people wish, and the record what engines see. It
 * may be killed at any moment: all that it knows is in the store and at the
 * engines, and every step may be done twice.
 */
export class Reconciler {
  readonly #store: WorkloadStore;
  readonly #engines: ReadonlyMap<string, WorkloadEngine>;
  readonly #notifier: Notifier;
  readonly #logger: LoggerService;
  readonly #onSettled: () => void;
  readonly #onDeleted: (record: WorkloadRecord) => Promise<void>;
  readonly #secretsOf: SecretsOf;
  readonly #resyncMs: number;
  readonly #steps = new KeyedQueue();
  readonly #resyncs = new KeyedQueue();
  readonly #abort = new AbortController();
  /** When an engine last told of a workload that it has, to know a list that is older. */
  readonly #told = new Map<string, { engineId: string; at: number }>();
  /** Failures in a row, of those that are tried again. */
  readonly #failures = new Map<string, number>();
  readonly #retrying = new Set<string>();
  /** What runs at engines and was told of, because this database never knew it. */
  readonly #strangers = new Set<string>();
  #clock = 0;

  constructor(options: {
    store: WorkloadStore;
    engines: ReadonlyMap<string, WorkloadEngine>;
    notifier: Notifier;
    logger: LoggerService;
    resyncSeconds: number;
    /** Called when something has ended. */
    onSettled?(): void;
    /** Called when a workload is gone. */
    onDeleted?(record: WorkloadRecord): Promise<void>;
    /** What an engine is given that it cannot make; without it, nothing. */
    secretsOf?: SecretsOf;
  }) {
    this.#store = options.store;
    this.#engines = options.engines;
    this.#notifier = options.notifier;
    this.#logger = options.logger;
    this.#onSettled = options.onSettled ?? (() => {});
    this.#onDeleted = options.onDeleted ?? (async () => {});
    this.#secretsOf = options.secretsOf ?? (async () => ({}));
    this.#resyncMs = options.resyncSeconds * 1000;
  }

  start(): void {
    for (const engine of this.#engines.values()) {
      this.#watch(engine);
      this.#resyncForever(engine);
    }
    this.#background('missing engines', this.#markMissing());
  }

  /** Begins nothing more, and waits for what has begun. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await Promise.race([
      Promise.all([this.#steps.idle(), this.#resyncs.idle()]),
      pause(2000, undefined, { ref: false }),
    ]);
  }

  /** A wish was recorded: sees to it now. */
  pursue(id: string): void {
    this.#background(
      `workload ${id}`,
      this.#steps.run(id, async () => {
        const record = await this.#store.get(id);
        if (record) await this.#attempt(record, dueOfWish(record));
      }),
    );
  }

  async #watch(engine: WorkloadEngine): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      try {
        await engine.watch({
          signal,
          onObservation: observation => this.#observe(engine, observation),
          onResync: () => this.#resync(engine),
        });
      } catch (error) {
        this.#logger.warn(
          `Lost sight of engine '${engine.id}'`,
          error as Error,
        );
      }
      if (signal.aborted) return;
      await this.#wait(REWATCH_MS);
      this.#resync(engine);
    }
  }

  async #resyncForever(engine: WorkloadEngine): Promise<void> {
    let failures = 0;
    let leftoversIn = 0;
    while (!this.#abort.signal.aborted) {
      failures = (await this.#resync(engine)) ? 0 : failures + 1;
      leftoversIn--;
      if (failures === 0 && leftoversIn < 0) {
        leftoversIn = LEFTOVER_ROUNDS;
        const options = { store: this.#store, logger: this.#logger };
        const done = removeLeftovers(engine, options);
        this.#background(`what is left at engine '${engine.id}'`, done);
      }
      await this.#wait(failures > 0 ? this.#delay(failures) : this.#resyncMs);
    }
  }

  #observe(engine: WorkloadEngine, observation: Observation): void {
    const { workloadId } = observation;
    this.#told.set(workloadId, { engineId: engine.id, at: ++this.#clock });
    this.#background(
      `workload ${workloadId}`,
      this.#steps.run(workloadId, () =>
        this.#update(workloadId, record =>
          record.engine === engine.id
            ? observed(record, observation)
            : undefined,
        ),
      ),
    );
  }

  /**
   * Compares everything with an engine; one comparison after the other.
   *
   * @returns false when the engine could not be asked
   */
  #resync(engine: WorkloadEngine): Promise<boolean> {
    const done = this.#resyncs.run(engine.id, async () => {
      if (this.#abort.signal.aborted) return true;
      const since = this.#clock;
      let listed: Observation[];
      try {
        listed = await engine.list();
      } catch (error) {
        await this.#markUnreachable(engine.id, error as Error);
        return false;
      }
      await this.#compareAll(engine, { listed, since });
      return true;
    });
    this.#background(`engine '${engine.id}'`, done);
    return done.catch(() => false);
  }

  async #compareAll(
    engine: WorkloadEngine,
    { listed, since }: { listed: Observation[]; since: number },
  ): Promise<void> {
    // Read after the list: what an engine has was recorded before.
    const records = await this.#store.listByEngine(engine.id);
    const known = new Set(records.map(({ id }) => id));
    for (const [id, { engineId }] of this.#told) {
      if (engineId === engine.id && !known.has(id)) this.#told.delete(id);
    }
    const byId = new Map(listed.map(each => [each.workloadId, each]));
    const isRight = (record: WorkloadRecord, observation?: Observation) =>
      dueOf(record, observation) === 'nothing' &&
      !(observation && observed(record, observation));
    await Promise.all([
      ...records
        .filter(record => !isRight(record, byId.get(record.id)))
        .map(({ id }) =>
          this.#compare(id, { engine, observation: byId.get(id), since }),
        ),
      removeDeparted(
        engine,
        listed.filter(({ workloadId }) => !known.has(workloadId)),
        {
          store: this.#store,
          logger: this.#logger,
          strangers: this.#strangers,
        },
      ),
    ]);
  }

  #compare(
    id: string,
    seen: {
      engine: WorkloadEngine;
      observation?: Observation;
      since: number;
    },
  ): Promise<void> {
    const { engine, observation, since } = seen;
    return this.#steps.run(id, async () => {
      const told = this.#told.get(id);
      const isOlder = told !== undefined && told.at > since;
      if (isOlder) return;
      if (observation) {
        this.#told.set(id, { engineId: engine.id, at: since });
        await this.#update(id, record => observed(record, observation));
      } else {
        this.#told.delete(id);
      }
      const record = await this.#store.get(id);
      if (record) await this.#attempt(record, dueOf(record, observation));
    });
  }

  /** Does one step, and comes back to it when it fails. */
  async #attempt(record: WorkloadRecord, due: Due): Promise<void> {
    if (this.#abort.signal.aborted || due === 'nothing') return;
    const { id } = record;
    try {
      await this.#do(record, due);
      this.#failures.delete(id);
    } catch (error) {
      const isRefused =
        due.endsWith('submit') && (error as Error).name === 'ConflictError';
      if (isRefused) {
        this.#failures.delete(id);
        await this.#update(id, present => refused(present, error as Error));
        return;
      }
      if (!this.#failures.has(id)) {
        this.#logger.warn(
          `Could not ${due} workload ${id}; it is tried again and again`,
          error as Error,
        );
      }
      this.#retry(id);
      await this.#update(id, present => unreachable(present, error as Error));
    }
  }

  async #do(record: WorkloadRecord, due: Due): Promise<void> {
    const { id } = record;
    const engine = engineOf(this.#engines, record.engine);
    switch (due) {
      case 'resubmit':
        if (await this.#update(id, forgotten)) {
          await this.#submit(engine, record);
        }
        break;
      case 'submit':
        await this.#submit(engine, record);
        break;
      case 'stop':
        await engine.stop(id);
        // What it has told of is there, and its end will be told too.
        if (!this.#told.has(id) && !(await knows(engine, id))) {
          await this.#update(id, stopped);
        }
        break;
      case 'settle':
        await this.#update(id, stopped);
        break;
      case 'remove':
        if (await endsFirst(engine, record)) {
          this.#retry(id);
          break;
        }
        if (await hasLeft(engine, record, key => this.#store.getSpec(key))) {
          await this.#update(id, kept);
          break;
        }
        await engine.remove(id);
        if (await this.#store.delete(id)) {
          this.#notifier.deleted(record);
          await this.#onDeleted(record);
        }
        this.#told.delete(id);
        break;
      default:
    }
  }

  async #submit(engine: WorkloadEngine, record: WorkloadRecord): Promise<void> {
    const spec = await this.#store.getSpec(record.id);
    if (!spec) return;
    const { id, generation, siteId, slug, ownerRef, title } = record;
    const identity = { id, generation, siteId, slug, ownerRef, title };
    const secrets = await this.#secretsOf(spec, record);
    try {
      await engine.submit({ ...identity, spec, secrets });
    } finally {
      // Another replica has removed it meanwhile, and could not know of this: not
      // of a job, and not of what was left by a submit that failed half-way.
      if (!(await this.#store.get(id))) await engine.remove(id);
    }
  }

  #retry(id: string): void {
    const failures = (this.#failures.get(id) ?? 0) + 1;
    this.#failures.set(id, failures);
    if (this.#retrying.has(id)) return;
    this.#retrying.add(id);
    this.#wait(this.#delay(failures)).then(() => {
      this.#retrying.delete(id);
      if (!this.#abort.signal.aborted) this.pursue(id);
    });
  }

  /** Twice as long after each failure, and never longer than between two comparisons. */
  #delay(failures: number): number {
    return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), this.#resyncMs);
  }

  async #markUnreachable(engineId: string, error: Error): Promise<void> {
    await this.#mark(engineId, record => unreachable(record, error));
  }

  async #mark(
    engineId: string,
    decide: (record: WorkloadRecord) => WorkloadChange | undefined,
  ): Promise<void> {
    const records = await this.#store.listByEngine(engineId);
    for (const { id } of records.filter(decide)) {
      await this.#steps.run(id, () => this.#update(id, decide));
    }
  }

  async #markMissing(): Promise<void> {
    for (const id of await this.#store.engineIds()) {
      if (!this.#engines.has(id)) await this.#mark(id, missing);
    }
  }

  async #update(
    id: string,
    decide: (record: WorkloadRecord) => WorkloadChange | undefined,
  ): Promise<boolean> {
    const after = await this.#store.update(id, decide);
    if (after) {
      this.#notifier.changed(after);
      if (isSettled(after.state)) this.#onSettled();
    }
    return after !== undefined;
  }

  #wait(milliseconds: number): Promise<void> {
    return rest(milliseconds, this.#abort.signal);
  }

  /** What fails here is tried again at the next comparison. */
  #background(what: string, work: Promise<unknown>): void {
    work.catch(error => {
      if (this.#abort.signal.aborted) return;
      this.#logger.error(`Could not see to ${what}`, error);
    });
  }
}

async function knows(engine: WorkloadEngine, id: string): Promise<boolean> {
  const listed = await engine.list();
  return listed.some(({ workloadId }) => workloadId === id);
}
