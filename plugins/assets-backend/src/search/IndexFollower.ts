import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AssetStore } from '../database';
import type { AssetIndex } from './AssetIndex';

const ROWS_AT_ONCE = 200;
/** Who searches waits no longer than this for its turn. */
const TURN_MS = 10;
const LOOK_MS = 2_000;

/** Keeps this replica's index true to the tables, whoever changed them. */
export class IndexFollower {
  readonly #store: AssetStore;
  readonly #index: AssetIndex;
  readonly #logger: LoggerService;
  #seen = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: {
    store: AssetStore;
    index: AssetIndex;
    logger: LoggerService;
  }) {
    this.#store = options.store;
    this.#index = options.index;
    this.#logger = options.logger;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.catchUp().catch(error => {
        this.#logger.error('Cannot bring the asset index up to date', error);
      });
    }, LOOK_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running.catch(() => {}); // Already told to whoever asked.
  }

  /** Brings in what changed. One at a time, so that no change is passed by an older one. */
  catchUp(): Promise<void> {
    const next = this.#running.catch(() => {}).then(() => this.#readChanges());
    this.#running = next;
    return next;
  }

  async #readChanges(): Promise<void> {
    const newest = await this.#store.newest();
    if (newest <= this.#seen) return;
    for (const manifest of await this.#store.manifestsSince(this.#seen)) {
      this.#index.putManifest(manifest);
    }
    for (let seen = this.#seen; ; ) {
      const rows = await this.#store.assetsSince(seen, ROWS_AT_ONCE);
      let since = performance.now();
      for (const row of rows) {
        this.#index.put(row);
        if (performance.now() - since < TURN_MS) continue;
        await setImmediate();
        since = performance.now();
      }
      seen = rows.at(-1)?.seq ?? seen;
      if (rows.length < ROWS_AT_ONCE) break;
    }
    this.#index.settle();
    this.#seen = newest;
  }
}
