import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NomadClient } from '../client/NomadClient';
import type { Mirror } from '../region/Mirror';
import { beginAgain, conclude, conclusionOf, type ReadTail } from './conclude';
import { pendingOf } from './observe';

const TICK_MS = 1000;
/** So many are ended at once, when many are due. */
const AT_ONCE = 8;

/**
 * Ends what Nomad does not end by itself: what has run its time, what does not
 * answer, what has failed and still has to be told, whose node is away for too
 * long; of the last, what may run again is begun anew. All replicas do so; the
 * job is changed by one of them.
 */
export class Caretaker {
  readonly #client: NomadClient;
  readonly #mirror: Mirror;
  readonly #readTail: ReadTail;
  readonly #logger: LoggerService | undefined;
  readonly #busy = new Set<string>();
  /** When one that could not be ended is tried again. */
  readonly #later = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    client: NomadClient;
    mirror: Mirror;
    readTail: ReadTail;
    logger?: LoggerService;
  }) {
    this.#client = options.client;
    this.#mirror = options.mirror;
    this.#readTail = options.readTail;
    this.#logger = options.logger;
  }

  open(): void {
    this.#timer = setInterval(() => this.look(this.#mirror.jobIds()), TICK_MS);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  look(jobIds: Iterable<string>): void {
    const now = Date.now();
    for (const jobId of jobIds) {
      if (this.#busy.size >= AT_ONCE) return;
      if (this.#busy.has(jobId)) continue;
      if ((this.#later.get(jobId) ?? 0) > now) continue;
      const view = this.#mirror.view(jobId);
      const pending = view && pendingOf(view, now);
      if (!view || !pending) continue;
      this.#busy.add(jobId);
      this.#end(jobId, async () => {
        const client = this.#client.within(view.job.Namespace);
        if (pending === 'again') {
          await beginAgain(client, view);
          return;
        }
        const conclusion = await conclusionOf(view, {
          pending,
          readTail: this.#readTail,
        });
        const { generation } = view.document;
        await conclude(client, jobId, { conclusion, generation });
      });
    }
  }

  async #end(jobId: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      // The mirror hears of it in a moment.
      this.#later.set(jobId, Date.now() + 2 * TICK_MS);
    } catch (error) {
      this.#later.set(jobId, Date.now() + 5 * TICK_MS);
      this.#logger?.warn(`Could not end ${jobId} yet`, error as Error);
    } finally {
      this.#busy.delete(jobId);
      for (const [id, at] of this.#later) {
        if (at < Date.now()) this.#later.delete(id);
      }
    }
  }
}
