import { setImmediate, setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  SourcePausedError,
  type AssetDelta,
  type AssetSource,
} from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import type { AssetRecord, AssetStore, SourceStore } from '../database';
import { Memory, type StoredMemory } from './Memory';
import { checkManifestFile } from '../manifests/checkManifest';
import { toRecord } from './toRecord';

/** How often a replica looks whether a source is due. */
const LOOK_MS = 5_000;
const RENEW_MS = 2_000;
/** How long files are checked before requests get a turn. */
const CHECKING_MS = 10;
/** When a source that failed is read again; twice as long after each time that it fails again. */
const RETRY_SECONDS = 60;

/**
 * Reads each source when it is due, on whichever replica gets to it first, and
 * brings what it finds into the tables.
 */
export class SourceRunner {
  readonly #sources: AssetSource[];
  readonly #assets: AssetStore;
  readonly #store: SourceStore;
  readonly #logger: LoggerService;
  readonly #onChange: () => Promise<void>;
  readonly #stopped = new AbortController();
  readonly #loops: Promise<void>[] = [];
  /** How often each has failed, one time after the other, here. */
  readonly #failures = new Map<string, number>();
  #wake = new AbortController();

  constructor(options: {
    sources: AssetSource[];
    assets: AssetStore;
    store: SourceStore;
    logger: LoggerService;
    /** Called after each page that was stored. */
    onChange: () => Promise<void>;
  }) {
    this.#sources = options.sources;
    this.#assets = options.assets;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  /** Drops the assets of sources that are gone, and begins to read. */
  async start(): Promise<void> {
    await this.#store.register(this.#sources.map(source => source.id));
    for (const source of this.#sources) {
      this.#loops.push(this.#loop(source));
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#wake.abort();
    await Promise.all(this.#loops);
  }

  /** Makes sources due now. Answers which. */
  async refresh(ids?: string[]): Promise<string[]> {
    const known = this.#sources.map(source => source.id);
    const wanted = known.filter(id => !ids || ids.includes(id));
    await this.#store.makeDue(wanted);
    this.#wake.abort();
    this.#wake = new AbortController();
    return wanted;
  }

  /** Ids of the sources, the one that prevails over a shared name first. */
  get sourceIds(): string[] {
    return this.#sources.map(source => source.id);
  }

  async #loop(source: AssetSource): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      try {
        if (await this.#store.claim(source.id)) {
          await this.#read(source);
          continue; // It may have been made due meanwhile.
        }
      } catch (error) {
        assertError(error);
        if (!this.#stopped.signal.aborted) {
          this.#logger.error(`Cannot look after source '${source.id}'`, error);
        }
      }
      await this.#sleep(Math.min(LOOK_MS, source.everySeconds * 1000));
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    await setTimeout(ms, undefined, {
      ref: false,
      signal: this.#wake.signal,
    }).catch(() => {}); // Only ever rejects because it was woken.
  }

  async #read(source: AssetSource): Promise<void> {
    const renewal = setInterval(() => {
      this.#store.renew(source.id).catch(error => {
        this.#logger.warn(`Cannot renew the lease of '${source.id}'`, error);
      });
    }, RENEW_MS);
    try {
      const memory = await this.#memoryOf(source.id);
      const note = await source.read({
        state: memory.state,
        former: memory.former,
        signal: this.#stopped.signal,
        onPage: (delta, state) => {
          memory.remember(delta, state);
          return this.#applyPage(source, delta, memory);
        },
      });
      const gone = memory.notNamedAgain();
      if (gone) await this.#applyPage(source, gone, memory);
      await this.#finish(source, {
        result: 'ok',
        seconds: source.everySeconds,
        note: note || undefined,
      });
    } catch (error) {
      assertError(error);
      await this.#finishUnread(source, error);
    } finally {
      clearInterval(renewal);
    }
  }

  async #finishUnread(source: AssetSource, error: Error): Promise<void> {
    if (this.#stopped.signal.aborted) {
      await this.#finish(source, { result: 'ok', seconds: 0 });
    } else if (error instanceof SourcePausedError) {
      this.#logger.info(`Source '${source.id}' pauses: ${error.message}`);
      const seconds = (error.until.getTime() - Date.now()) / 1000;
      const { message } = error;
      await this.#finish(source, { result: 'paused', seconds, message });
    } else {
      this.#logger.warn(`Source '${source.id}' cannot be read`, error);
      const before = this.#failures.get(source.id) ?? 0;
      this.#failures.set(source.id, before + 1);
      const pause = RETRY_SECONDS * 2 ** before;
      const seconds = Math.min(source.everySeconds, pause);
      const { message } = error;
      await this.#finish(source, { result: 'failed', seconds, message });
    }
  }

  async #finish(
    source: AssetSource,
    outcome: {
      result: 'ok' | 'paused' | 'failed';
      seconds: number;
      message?: string;
      note?: string;
    },
  ): Promise<void> {
    const { result, seconds, ...said } = outcome;
    if (result !== 'failed') this.#failures.delete(source.id);
    const dueAt = new Date(Date.now() + Math.max(seconds, 0) * 1000);
    await this.#store.finish(source.id, { dueAt, result, ...said });
  }

  async #memoryOf(id: string): Promise<Memory> {
    const stored = (await this.#store.state(id)) as StoredMemory | undefined;
    return (
      Memory.of(stored) ??
      Memory.ofNothing(await this.#assets.handedOver(id), stored)
    );
  }

  async #applyPage(
    source: AssetSource,
    delta: AssetDelta,
    memory: Memory,
  ): Promise<void> {
    const upserted: AssetRecord[] = [];
    let began = performance.now();
    for (const file of delta.upserted) {
      upserted.push(toRecord(file, source.id));
      if (performance.now() - began < CHECKING_MS) continue;
      await setImmediate();
      began = performance.now();
    }
    await this.#assets.apply(source.id, {
      upserted,
      removed: delta.removed,
      manifests: (delta.manifests ?? []).map(checkManifestFile),
      removedManifests: delta.removedManifests ?? [],
      state: memory.stored(),
    });
    await this.#onChange();
  }
}
