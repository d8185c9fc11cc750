import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import type { NomadClient } from '../client/NomadClient';
import type { NomadJob } from '../client/types';
import { isSame, readBatch, type Batch } from './Batch';
import type { Mirror } from './Mirror';
import { readPicture } from './readPicture';

const TOPICS = ['Job:*', 'Allocation:*', 'Evaluation:*', 'Node:*'];
/** Longer than a server takes to begin a stream. */
const OPENING_MS = 2000;
/** Longer than what has happened takes to be told. */
const TELLING_MS = 1000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;
/** How long a question waits for a link that is being mended, such as while a leader is elected. */
const PATIENCE_MS = 10_000;

/** What may be told of a link. */
interface LinkListener {
  /** Of these jobs something is new. */
  onJobs(jobIds: Iterable<string>): void;
  /** Everything was read anew: something may have been missed before. */
  onResync(): void;
}

/**
 * Keeps a mirror true by one event stream. One that broke goes on where it was,
 * as long as the server still has what it told last; else, and rarely even when
 * nothing has broken, all lists are read. Until they are, the mirror is what it was.
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
  /** Whether anything was ever read. */
  #isFilled = false;
  /** Whether the mirror has missed nothing of what was told until `#last`. */
  #isWhole = false;
  /** Whether it is whole, and will hear of all that happens. */
  #isTrue = false;
  /** Whether it is known if this stream goes on where the one before broke. */
  #isBegun = false;
  #isReading = false;
  /** When it was true last, in milliseconds since 1970. */
  #heardAt = 0;
  #index = 0;
  /** Up to where the lists of each topic tell it. */
  #listed: Partial<Record<string, number>> = {};
  /** The first of what was told at the last index. */
  #last: Batch | undefined;
  /** What was told while lists are read. */
  #meanwhile: Batch[] = [];
  /** Why servers are not reached. */
  #error: Error | undefined;
  #isBreakSaid = false;

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
  settled(index = 0): Promise<void> {
    return this.#until(() => this.#isTrue && this.#index >= index);
  }

  /**
   * Waits until servers answer. The mirror may be of a moment ago.
   *
   * @throws ServiceUnavailableError when that takes too long
   */
  reached(): Promise<void> {
    return this.#until(() => this.#isFilled && !this.#error);
  }

  /**
   * Waits until anything is known: while servers are away, what was known last.
   *
   * @throws ServiceUnavailableError when that takes too long
   */
  filled(): Promise<void> {
    return this.#until(() => this.#isFilled);
  }

  /**
   * Waits as `filled` does. What was known last may be used for so long while
   * servers are away: later, an address may be somebody else's.
   *
   * @throws ServiceUnavailableError when they were not heard for longer
   * @throws NotAllowedError when they no longer let the portal in
   */
  async heardWithin(milliseconds: number): Promise<void> {
    await this.filled();
    if (this.#isTrue) return;
    const isLate = Date.now() - this.#heardAt > milliseconds;
    if (!isLate && !(this.#error instanceof NotAllowedError)) return;
    throw this.#error ?? this.#silence();
  }

  async #until(holds: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      const left = end - Date.now();
      // Lists of a big region take longer, and come to an end by themselves.
      const isOver = left <= 0 && !this.#isReading;
      if (isOver || this.#abort.signal.aborted) {
        throw this.#error instanceof ServiceUnavailableError
          ? this.#error
          : this.#silence(this.#error?.message);
      }
      await this.#news(Math.max(left, FIRST_RETRY_MS));
    }
  }

  #silence(why?: string): ServiceUnavailableError {
    return new ServiceUnavailableError(
      why ??
        `Nomad in region '${
          this.#client.connection.region
        }' does not tell what happens`,
    );
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    let failures = 0;
    while (!signal.aborted) {
      const began = Date.now();
      await this.#follow().catch(error => {
        if (!signal.aborted) this.#broken(error);
      });
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
    this.#error = error;
    // Said once: it is tried again and again.
    if (this.#isBreakSaid) return;
    this.#isBreakSaid = true;
    this.#logger?.warn(
      `Lost the event stream of Nomad in region '${
        this.#client.connection.region
      }'`,
      error,
    );
  }

  /** From one break of the stream to the next. */
  async #follow(): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, over.signal]);
    let onOpen = () => {};
    let onBegin = () => {};
    const opened = new Promise<void>(resolve => {
      onOpen = resolve;
    });
    const begun = new Promise<void>(resolve => {
      onBegin = resolve;
    });
    this.#isBegun = false;
    this.#meanwhile = [];
    try {
      await Promise.race([
        this.#listen(signal, { onOpen, onBegin }),
        this.#keepTrue(signal, { opened, begun }),
      ]);
    } finally {
      over.abort();
      if (this.#isTrue) this.#heardAt = Date.now();
      this.#isTrue = false;
      this.#isReading = false;
    }
  }

  /** Takes in what is told. */
  async #listen(
    signal: AbortSignal,
    { onOpen, onBegin }: { onOpen(): void; onBegin(): void },
  ): Promise<never> {
    const last = this.#last;
    const lines = this.#client.lines('/event/stream', {
      query: { namespace: '*', topic: TOPICS, index: last?.index },
      signal,
      onOpen: () => {
        this.#error = undefined;
        this.#wake();
        onOpen();
      },
    });
    for await (const line of lines) {
      const batch = readBatch(line);
      if (!batch) continue;
      // A server leaves out without a word what it has no longer.
      this.#begin(last !== undefined && isSame(last, batch));
      onBegin();
      this.#take(batch);
    }
    throw new Error('The event stream has ended');
  }

  async #keepTrue(
    signal: AbortSignal,
    { opened, begun }: { opened: Promise<void>; begun: Promise<void> },
  ): Promise<never> {
    const late = pause(PATIENCE_MS, 'late', { signal, ref: false });
    if ((await Promise.race([opened, late])) === 'late') throw this.#silence();
    if (this.#last) {
      // A server that was started again has nothing to tell at first.
      await Promise.race([begun, pause(OPENING_MS, undefined, { signal })]);
    }
    this.#begin(false);
    if (this.#isWhole) await this.#catchUp(signal);
    else await this.#readAnew(signal);
    for (;;) {
      await pause(this.#resyncMs, undefined, { signal, ref: false });
      await this.#readAnew(signal);
    }
  }

  /** The first time, it is decided whether something was missed. */
  #begin(isResumed: boolean): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    if (isResumed) return;
    this.#isWhole = false;
    this.#last = undefined;
  }

  /** Waits until all is told that has happened while the stream was broken. */
  async #catchUp(signal: AbortSignal): Promise<void> {
    const { index } = await this.#client.get<NomadJob[]>('/jobs', {
      namespace: '*',
      per_page: 1,
    });
    // Not every change of a job is told.
    let end = Date.now() + TELLING_MS;
    while (this.#index < index && Date.now() < end && !signal.aborted) {
      const before = this.#index;
      await this.#news(end - Date.now());
      if (this.#index > before) end = Date.now() + TELLING_MS;
    }
    if (!signal.aborted) this.#becomeTrue();
  }

  async #readAnew(signal: AbortSignal): Promise<void> {
    const told = this.#last?.index ?? 0;
    this.#isReading = true;
    const { lists, indexes } = await readPicture(this.#client);
    // Lists without a stream would not stay true.
    if (signal.aborted) return;
    this.#isReading = false;
    const meanwhile = this.#meanwhile.splice(0);
    // A server that lags behind knows less than what was told.
    if (this.#isWhole && Math.max(...Object.values(indexes)) < told) return;
    const touched = this.#mirror.replace(lists);
    this.#index = indexes.Job;
    this.#listed = indexes;
    this.#isWhole = true;
    for (const batch of meanwhile) this.#apply(batch);
    this.#becomeTrue();
    this.#listener.onJobs(touched);
    this.#listener.onResync();
  }

  #becomeTrue(): void {
    this.#isFilled = true;
    this.#isTrue = true;
    this.#error = undefined;
    this.#isBreakSaid = false;
    this.#wake();
  }

  #take(batch: Batch): void {
    const last = this.#last?.index ?? 0;
    if (batch.index < last) {
      throw new Error('The indexes of Nomad have begun anew');
    }
    if (batch.index > last) this.#last = batch;
    if (this.#isReading || !this.#isWhole) this.#meanwhile.push(batch);
    if (this.#isWhole) this.#apply(batch);
  }

  #apply({ index, events }: Batch): void {
    const touched = new Set<string>();
    for (const event of events) {
      // A stream begins with what is older than the lists.
      if (event.Index <= (this.#listed[event.Topic] ?? 0)) continue;
      const jobId = this.#mirror.apply(event);
      if (jobId) touched.add(jobId);
    }
    this.#index = Math.max(this.#index, index);
    if (touched.size > 0) this.#listener.onJobs(touched);
    this.#wake();
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
