import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { NomadClient } from '../client/NomadClient';
import type {
  NomadAllocation,
  NomadEvaluation,
  NomadEvent,
  NomadJob,
  NomadNode,
} from '../client/types';
import type { Mirror, Snapshot } from './Mirror';

const TOPICS = ['Job:*', 'Allocation:*', 'Evaluation:*', 'Node:*'];
/** Longer than a server takes to begin a stream. */
const OPENING_MS = 2000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** How long a question waits for a link that is being mended, such as while a leader is elected. */
const PATIENCE_MS = 10_000;

/** Up to where a list of each topic tells all that has happened. */
type Indexes = Partial<Record<string, number>> & { Job: number };

/** What may be told of a link. */
interface LinkListener {
  /** Of these jobs something is new. */
  onJobs(jobIds: Iterable<string>): void;
  /** Everything was read anew: something may have been missed before. */
  onResync(): void;
}

/**
 * Keeps a mirror true: one event stream, and all lists each time that it
 * begins, since nobody can tell what was missed. They are read again, rarely,
 * even when nothing has broken.
 */
export class RegionLink {
  readonly #client: NomadClient;
  readonly #mirror: Mirror;
  readonly #listener: LinkListener;
  readonly #logger: LoggerService | undefined;
  readonly #resyncMs: number;
  readonly #abort = new AbortController();
  readonly #waiting = new Set<() => void>();
  #running: Promise<void> | undefined;
  #isTrue = false;
  #index = 0;
  #listed: Partial<Record<string, number>> = {};
  #error: Error | undefined;

  constructor(options: {
    client: NomadClient;
    mirror: Mirror;
    listener: LinkListener;
    logger?: LoggerService;
    resyncSeconds: number;
  }) {
    this.#client = options.client;
    this.#mirror = options.mirror;
    this.#listener = options.listener;
    this.#logger = options.logger;
    this.#resyncMs = options.resyncSeconds * 1000;
  }

  open(): void {
    this.#running ??= this.#run();
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  /**
   * Waits until the mirror is true, and has seen this index.
   *
   * @throws ServiceUnavailableError when that takes too long
   */
  async settled(index = 0): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!this.#isTrue || this.#index < index) {
      const left = end - Date.now();
      if (left <= 0 || this.#abort.signal.aborted) {
        throw new ServiceUnavailableError(
          this.#error?.message ??
            `Nomad in region '${
              this.#client.connection.region
            }' does not tell what happens`,
        );
      }
      await this.#news(left);
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    let failures = 0;
    while (!signal.aborted) {
      const began = Date.now();
      try {
        await this.#follow();
      } catch (error) {
        if (!signal.aborted) this.#broken(error as Error);
      }
      this.#isTrue = false;
      failures = Date.now() - began > LONGEST_RETRY_MS ? 1 : failures + 1;
      const delay = Math.min(
        FIRST_RETRY_MS * 2 ** (failures - 1),
        LONGEST_RETRY_MS,
      );
      await pause(delay, undefined, { signal }).catch(() => {});
    }
    this.#wake();
  }

  #broken(error: Error): void {
    // Said once: it is tried again and again.
    if (!this.#error) {
      this.#logger?.warn(
        `Lost the event stream of Nomad in region '${
          this.#client.connection.region
        }'`,
        error,
      );
    }
    this.#error = error;
  }

  /** From one break of the stream to the next. */
  async #follow(): Promise<void> {
    const again = new AbortController();
    const timer = setTimeout(() => again.abort(), this.#resyncMs);
    timer.unref();
    const signal = AbortSignal.any([this.#abort.signal, again.signal]);
    const early: NomadEvent[] = [];
    let isFilled = false;
    let onOpen = () => {};
    const opened = new Promise<void>(resolve => {
      onOpen = resolve;
    });
    const lines = this.#client.lines('/event/stream', {
      query: { namespace: '*', topic: TOPICS },
      signal,
      onOpen,
    });
    const follow = async () => {
      for await (const line of lines) {
        const events = eventsOf(line);
        if (isFilled) this.#applyAll(events);
        else early.push(...events);
      }
      throw new Error('The event stream has ended');
    };
    const fill = async () => {
      // Where nothing has ever happened, nothing is told at first.
      await Promise.race([opened, pause(OPENING_MS, undefined, { signal })]);
      const snapshot = await this.#read();
      // Lists without a stream would not stay true.
      if (signal.aborted) return;
      const touched = this.#mirror.replace(snapshot.lists);
      this.#index = snapshot.indexes.Job;
      this.#listed = snapshot.indexes;
      isFilled = true;
      this.#isTrue = true;
      this.#error = undefined;
      this.#applyAll(early);
      this.#listener.onJobs(touched);
      this.#listener.onResync();
      this.#wake();
    };
    try {
      const following = follow();
      await Promise.race([following, fill().then(() => following)]);
    } catch (error) {
      if (!again.signal.aborted) throw error;
    } finally {
      clearTimeout(timer);
      again.abort();
    }
  }

  /** All that there is, read after the stream was asked for. */
  async #read(): Promise<{ lists: Snapshot; indexes: Indexes }> {
    const every = { namespace: '*' };
    const [jobs, statuses, allocations, evaluations, nodes] = await Promise.all(
      [
        this.#client.list<NomadJob>('/jobs', { ...every, meta: true }),
        this.#client.list<NomadJob>('/jobs/statuses', every),
        this.#client.list<NomadAllocation>('/allocations', {
          ...every,
          resources: true,
          task_states: true,
        }),
        this.#client.list<NomadEvaluation>('/evaluations', {
          ...every,
          status: 'blocked',
        }),
        this.#client.list<NomadNode>('/nodes', { resources: true }),
      ],
    );
    const versions = new Map(
      statuses.body.map(({ ID, Version }) => [ID, Version]),
    );
    return {
      lists: {
        jobs: jobs.body.map(job => ({ ...job, Version: versions.get(job.ID) })),
        allocations: allocations.body,
        evaluations: evaluations.body,
        nodes: nodes.body,
      },
      indexes: {
        Job: jobs.index,
        Allocation: allocations.index,
        Evaluation: evaluations.index,
        Node: nodes.index,
      },
    };
  }

  #applyAll(events: NomadEvent[]): void {
    const touched = new Set<string>();
    for (const event of events) {
      // A stream begins with what is older than the lists.
      if (event.Index <= (this.#listed[event.Topic] ?? 0)) continue;
      this.#index = Math.max(this.#index, event.Index);
      const jobId = this.#mirror.apply(event);
      if (jobId) touched.add(jobId);
    }
    if (touched.size > 0) this.#listener.onJobs(touched);
    if (events.length > 0) this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #news(withinMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, withinMs);
      this.#waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** A line is a sign of life, or what changed at one index. */
function eventsOf(line: string): NomadEvent[] {
  if (!line) return [];
  const { Events, Error: said } = JSON.parse(line) as {
    Events?: NomadEvent[];
    Error?: string;
  };
  if (said) throw new Error(said);
  return Events ?? [];
}
