import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { KeptLog, LogStore, WorkloadRecord } from './database';

/** What a program said last may reach its log a moment after its end. */
const SETTLE_MS = 300;
const AT_ONCE = 100;
/** Of one engine in one round: then it is likely away. */
const MOST_FAILURES = 3;

interface LogKeeperOptions {
  logs: LogStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  /** Of the end of each task's log. */
  bytesPerTask: number;
  /** How often it is looked for what was missed. */
  resyncSeconds: number;
}

/**
 * Copies the logs of what has ended, so that they can be read when its engine
 * has forgotten it. What still has to be copied is in the database: it may be
 * killed anywhere, and there may be several.
 */
export class LogKeeper {
  readonly #options: LogKeeperOptions;
  readonly #abort = new AbortController();
  /** Ends the pause between two rounds. */
  #wake: () => void = () => {};
  #round: Promise<void> = Promise.resolve();

  constructor(options: LogKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#options.bytesPerTask > 0) this.#round = this.#goOn();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#wake();
    await this.#round;
  }

  /** Something has ended. */
  look(): void {
    this.#wake();
  }

  async #goOn(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      const woken = new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      await this.#keepAll().catch(error =>
        this.#options.logger.warn('Could not keep logs', error),
      );
      await Promise.race([
        woken,
        this.#wait(this.#options.resyncSeconds * 1000),
      ]);
    }
  }

  /** Each engine by itself: one that is silent or gone holds up no other. */
  async #keepAll(): Promise<void> {
    const { engines } = this.#options;
    await Promise.all([...engines.values()].map(each => this.#keepOf(each)));
  }

  async #keepOf(engine: WorkloadEngine): Promise<void> {
    const { logs, logger } = this.#options;
    let failures = 0;
    for (const record of await logs.listUnkept(engine.id, AT_ONCE)) {
      if (this.#abort.signal.aborted || failures > MOST_FAILURES) return;
      try {
        await this.#keep(engine, record);
      } catch (error) {
        failures++;
        logger.debug(
          `The logs of ${record.id} are not kept yet`,
          error as Error,
        );
      }
    }
  }

  async #keep(engine: WorkloadEngine, record: WorkloadRecord): Promise<void> {
    const age = Date.now() - Date.parse(record.changedAt);
    await this.#wait(Math.max(0, SETTLE_MS - age));
    const kept: KeptLog[] = [];
    for (const task of record.summary.tasks) {
      kept.push(await this.#read(engine, record.id, task));
    }
    await this.#options.logs.keep(record, kept);
  }

  /** Its end; nothing, when its engine has forgotten it already. */
  async #read(
    engine: WorkloadEngine,
    id: string,
    task: string,
  ): Promise<KeptLog> {
    try {
      const maxBytes = this.#options.bytesPerTask;
      const { text, nextOffset } = await engine.logs(id, { task, maxBytes });
      const start = Math.max(0, nextOffset - Buffer.byteLength(text));
      return { task, start, text };
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') throw error;
      return { task, start: 0, text: '' };
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    const { signal } = this.#abort;
    await pause(milliseconds, undefined, { signal, ref: false }).catch(
      () => {},
    );
  }
}
