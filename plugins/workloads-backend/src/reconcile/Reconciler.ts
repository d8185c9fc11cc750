import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Observation,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  WorkloadChange,
  WorkloadRecord,
  WorkloadStore,
} from '../database';
import { engineOf } from '../engines';
import { KeyedQueue } from '../KeyedQueue';
import type { Notifier } from '../Notifier';
import { forgotten, refused, stopped, unreachable } from './changes';
import { dueOf, type Due } from './due';
import { observed } from './observed';

const FIRST_RETRY_MS = 250;

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
  readonly #resyncMs: number;
  readonly #steps = new KeyedQueue();
  readonly #resyncs = new KeyedQueue();
  readonly #abort = new AbortController();
  /** When each workload was last told of, to know a list that is older. */
  readonly #toldAt = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #clock = 0;

  constructor(options: {
    store: WorkloadStore;
    engines: ReadonlyMap<string, WorkloadEngine>;
    notifier: Notifier;
    logger: LoggerService;
    resyncSeconds: number;
  }) {
    this.#store = options.store;
    this.#engines = options.engines;
    this.#notifier = options.notifier;
    this.#logger = options.logger;
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
        if (!record) return;
        const wished: Record<WorkloadRecord['desired'], Due> = {
          run: 'submit',
          stop: 'stop',
          delete: 'remove',
        };
        await this.#attempt(record, wished[record.desired]);
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
        await this.#wait(1000);
        this.#resync(engine);
      }
    }
  }

  async #resyncForever(engine: WorkloadEngine): Promise<void> {
    while (!this.#abort.signal.aborted) {
      await this.#resync(engine);
      await this.#wait(this.#resyncMs);
    }
  }

  #observe(engine: WorkloadEngine, observation: Observation): void {
    const { workloadId } = observation;
    this.#toldAt.set(workloadId, ++this.#clock);
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

  /** Compares everything with an engine; one comparison after the other. */
  #resync(engine: WorkloadEngine): Promise<void> {
    const done = this.#resyncs.run(engine.id, async () => {
      if (this.#abort.signal.aborted) return;
      const since = this.#clock;
      let listed: Observation[];
      try {
        listed = await engine.list();
      } catch (error) {
        await this.#markUnreachable(engine.id, error as Error);
        return;
      }
      // Read after the list: what an engine has was recorded before.
      const records = await this.#store.listByEngine(engine.id);
      await Promise.all([
        ...records.map(record =>
          this.#compare(record.id, {
            observation: listed.find(o => o.workloadId === record.id),
            since,
          }),
        ),
        this.#removeOrphans(engine, { listed, records }),
      ]);
    });
    this.#background(`engine '${engine.id}'`, done);
    return done.catch(() => {});
  }

  #compare(
    id: string,
    { observation, since }: { observation?: Observation; since: number },
  ): Promise<void> {
    return this.#steps.run(id, async () => {
      const isOlder = (this.#toldAt.get(id) ?? 0) > since;
      if (isOlder) return;
      if (observation) {
        await this.#update(id, record => observed(record, observation));
      }
      const record = await this.#store.get(id);
      if (record) await this.#attempt(record, dueOf(record, observation));
    });
  }

  async #removeOrphans(
    engine: WorkloadEngine,
    seen: { listed: Observation[]; records: WorkloadRecord[] },
  ): Promise<void> {
    const known = new Set(seen.records.map(({ id }) => id));
    for (const { workloadId } of seen.listed) {
      if (known.has(workloadId)) continue;
      this.#logger.info(
        `Removing ${workloadId} from engine '${engine.id}': nobody owns it`,
      );
      await engine.remove(workloadId);
    }
  }

  /** Does one step, and comes back to it when it fails. */
  async #attempt(record: WorkloadRecord, due: Due): Promise<void> {
    if (this.#abort.signal.aborted) return;
    const { id } = record;
    try {
      await this.#do(record, due);
      this.#failures.delete(id);
    } catch (error) {
      if ((error as Error).name === 'ConflictError' && due.endsWith('submit')) {
        await this.#update(id, present => refused(present, error as Error));
        return;
      }
      await this.#update(id, present => unreachable(present, error as Error));
      this.#retry(id);
    }
  }

  async #do(record: WorkloadRecord, due: Due): Promise<void> {
    const { id } = record;
    const engine = engineOf(this.#engines, record.engine);
    switch (due) {
      case 'resubmit':
        await this.#update(id, forgotten);
        await this.#submit(engine, record);
        break;
      case 'submit':
        await this.#submit(engine, record);
        break;
      case 'stop':
        await engine.stop(id);
        if (!(await engine.list()).some(o => o.workloadId === id)) {
          await this.#update(id, stopped);
        }
        break;
      case 'settle':
        await this.#update(id, stopped);
        break;
      case 'remove':
        await engine.remove(id);
        if (await this.#store.delete(id)) this.#notifier.deleted(record);
        this.#toldAt.delete(id);
        break;
      default:
    }
  }

  async #submit(engine: WorkloadEngine, record: WorkloadRecord): Promise<void> {
    const spec = await this.#store.getSpec(record.id);
    if (!spec) return;
    const { id, generation, siteId, slug, ownerRef, title } = record;
    await engine.submit({
      id,
      generation,
      siteId,
      slug,
      ownerRef,
      title,
      spec,
    });
  }

  #retry(id: string): void {
    const failures = this.#failures.get(id) ?? 0;
    this.#failures.set(id, failures + 1);
    const delay = Math.min(FIRST_RETRY_MS * 2 ** failures, this.#resyncMs);
    this.#wait(delay).then(() => {
      if (!this.#abort.signal.aborted) this.pursue(id);
    });
  }

  async #markUnreachable(engineId: string, error: Error): Promise<void> {
    for (const { id } of await this.#store.listByEngine(engineId)) {
      await this.#steps.run(id, () =>
        this.#update(id, record => unreachable(record, error)),
      );
    }
  }

  async #markMissing(): Promise<void> {
    for (const id of await this.#store.engineIds()) {
      if (this.#engines.has(id)) continue;
      const error = new ServiceUnavailableError(`'${id}' is not installed`);
      await this.#markUnreachable(id, error);
    }
  }

  async #update(
    id: string,
    decide: (record: WorkloadRecord) => WorkloadChange | undefined,
  ): Promise<void> {
    const after = await this.#store.update(id, decide);
    if (after) this.#notifier.changed(after);
  }

  async #wait(milliseconds: number): Promise<void> {
    const { signal } = this.#abort;
    await pause(milliseconds, undefined, { signal, ref: false }).catch(
      () => {},
    );
  }

  /** What fails here is tried again at the next comparison. */
  #background(what: string, work: Promise<unknown>): void {
    work.catch(error => {
      if (this.#abort.signal.aborted) return;
      this.#logger.error(`Could not see to ${what}`, error);
    });
  }
}
