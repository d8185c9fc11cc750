import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { KeptLog, LogStore, WorkloadRecord } from './database';
import { keepEnded } from './keepEnded';
import { Rounds } from './Rounds';
import { untilAllIsSaid } from './untilAllIsSaid';

const AT_ONCE = 100;
/** Until what has said nothing yet is looked at again. */
const AGAIN_SECONDS = 1;

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
  readonly #rounds = new Rounds();

  constructor(options: LogKeeperOptions) {
    this.#options = options;
  }

  start(): void {
    const { bytesPerTask, resyncSeconds, logger } = this.#options;
    if (bytesPerTask === 0) return;
    this.#rounds.start(
      resyncSeconds,
      () => this.#keepAll(),
      error => logger.warn('Could not keep logs', error),
    );
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Something has ended. */
  look(): void {
    this.#rounds.wake();
  }

  async #keepAll(): Promise<number | undefined> {
    const { logs } = this.#options;
    let isSilent = false;
    const next = await keepEnded({
      ...this.#options,
      rounds: this.#rounds,
      what: 'logs',
      atOnce: AT_ONCE,
      listUnkept: (engine, limit) => logs.listUnkept(engine, limit),
      keep: async (engine, record) => {
        if (!(await this.#keep(engine, record))) isSilent = true;
      },
    });
    return isSilent ? AGAIN_SECONDS : next;
  }

  /** @returns whether it was kept: what has said nothing may have been slow */
  async #keep(
    engine: WorkloadEngine,
    record: WorkloadRecord,
  ): Promise<boolean> {
    await this.#rounds.rest(untilAllIsSaid(record));
    const kept: KeptLog[] = [];
    for (const task of record.summary.tasks) {
      kept.push(await this.#read(engine, record.id, task));
    }
    const isSilent = kept.every(({ text }) => text === '');
    if (isSilent && untilAllIsSaid(record, true) > 0) return false;
    await this.#options.logs.keep(record, kept);
    return true;
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
}
