import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NomadClient } from '../client/NomadClient';
import type { JobView, Mirror } from '../region/Mirror';
import { beginAgain, conclude, conclusionOf, type ReadTail } from './conclude';
import { isScaled, keepToOne } from './keepToOne';
import { pendingOf } from './observe';

const TICK_MS = 1000;
/** So many are ended at once, when many are due; most of the time they wait for a log. */
const AT_ONCE = 24;

/**
 * Ends what Nomad does not end by itself: what has run its time, what does not
 * answer, what has failed and still has to be told, whose node is away for too
 * long; of the last, what may run again is begun anew. Sees to it, too, that a job
 * is one run. All replicas do so; the job is changed by one of them.
 */
export class Caretaker {
  readonly #client: NomadClient;
  readonly #mirror: Mirror;
  readonly #readTail: ReadTail;
  readonly #logger: LoggerService | undefined;
  readonly #busy = new Set<string>();
  /** When one that could not be seen to is tried again. */
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
      const work = view && this.#workOn(view, now);
      if (!work) continue;
      this.#busy.add(jobId);
      this.#do(jobId, work);
    }
  }

  #workOn(view: JobView, now: number): (() => Promise<unknown>) | undefined {
    const { job, document } = view;
    const client = this.#client.within(job.Namespace);
    if (isScaled(view)) return () => keepToOne(client, job.ID);
    const pending = pendingOf(view, now);
    if (!pending) return undefined;
    if (pending === 'again') return () => beginAgain(client, view);
    return async () => {
      const conclusion = await conclusionOf(view, {
        pending,
        readTail: this.#readTail,
      });
      const { generation } = document;
      await conclude(client, job.ID, { conclusion, generation });
    };
  }

  async #do(jobId: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      // The mirror hears of it in a moment.
      this.#later.set(jobId, Date.now() + 2 * TICK_MS);
    } catch (error) {
      this.#later.set(jobId, Date.now() + 5 * TICK_MS);
      this.#logger?.warn(`Could not see to ${jobId} yet`, error as Error);
    } finally {
      this.#busy.delete(jobId);
      for (const [id, at] of this.#later) {
        if (at < Date.now()) this.#later.delete(id);
      }
    }
  }
}
