import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import type { Knex } from 'knex';
import { vi } from 'vitest';
import { connect, DatabaseWorkloadStore } from '../database';
import { Reconciler } from '../reconcile';
import { wish } from '../service/wishes';
import { createDatabase } from './createDatabase';
import { newRecord } from './newRecord';

/** A store, an engine, and as many reconcilers between them as a test begins. */
export class World {
  readonly engine = new InMemoryWorkloadEngine();
  readonly notifier = { changed: vi.fn(), deleted: vi.fn(), launched: vi.fn() };
  readonly logger = mockServices.logger.mock();
  /** What the engine has begun to run, as `<id>#<generation>`. */
  readonly begun: string[] = [];
  readonly store: DatabaseWorkloadStore;
  readonly #cleanups: (() => unknown)[] = [];

  /** @param given - a database that is left as empty as it was found */
  static async create(given?: Knex): Promise<World> {
    const knex = given ?? createDatabase();
    const db = await connect(mockServices.database({ knex }));
    const close = () => (given ? db('workloads').delete() : knex.destroy());
    return new World(new DatabaseWorkloadStore(db), close);
  }

  private constructor(store: DatabaseWorkloadStore, close: () => unknown) {
    this.store = store;
    const abort = new AbortController();
    this.engine.watch({
      signal: abort.signal,
      onResync: () => {},
      onObservation: ({ workloadId, generation, state }) => {
        if (state === 'starting')
          this.begun.push(`${workloadId}#${generation}`);
      },
    });
    this.#cleanups.push(
      close,
      () => abort.abort(),
      () => this.engine.close(),
    );
  }

  /** One more portal. */
  begin(): Reconciler {
    const { store, engine, logger } = this;
    const reconciler = new Reconciler({
      store,
      engines: new Map([[engine.id, engine]]),
      notifier: this.notifier as never,
      logger,
      resyncSeconds: 0.05,
    });
    this.#cleanups.push(() => reconciler.stop());
    reconciler.start();
    return reconciler;
  }

  /** Records a workload, as a launch does. */
  async launch(): Promise<string> {
    const workload = newRecord();
    await this.store.insert(workload);
    return workload.id;
  }

  /** Records one, and deletes it before anybody sees to it. */
  async depart(): Promise<{ id: string }> {
    const workload = newRecord({ desired: 'delete' });
    await this.store.insert(workload);
    await this.store.delete(workload.id);
    return workload;
  }

  /** Records a wish, as a person does; what makes no sense now is refused. */
  async wish(action: Parameters<typeof wish>[0], id: string): Promise<void> {
    try {
      await this.store.update(id, record => wish(action, record));
    } catch (error) {
      if ((error as Error).name !== 'ConflictError') throw error;
    }
  }

  async states(): Promise<string[]> {
    const records = await this.store.listByEngine(this.engine.id);
    return records.map(({ state }) => state);
  }

  async dispose(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup();
  }
}
