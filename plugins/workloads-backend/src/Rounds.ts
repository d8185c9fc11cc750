import { setTimeout as pause } from 'node:timers/promises';

/** How long to wait for the next round, where that differs. */
type NextSeconds = number | void;

/**
 * Work that is done in rounds until it is stopped, at once and then every so
 * often: what fails is told and done again in the next. It keeps no process alive.
 */
export class Rounds {
  readonly #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => {};

  get isOver(): boolean {
    return this.#abort.signal.aborted;
  }

  /** @param work - may say how many seconds there are until the next round */
  start(
    seconds: number,
    work: () => Promise<NextSeconds>,
    onFailure: (error: Error) => void,
  ): void {
    this.#running = this.#goOn(seconds, work, onFailure);
  }

  /** Begins the next round at once, or as soon as the present one is over. */
  wake(): void {
    this.#wake();
  }

  /** Waits, but no longer than until it is stopped. */
  rest(milliseconds: number): Promise<void> {
    return rest(milliseconds, this.#abort.signal);
  }

  /** Begins nothing more, and waits for what has begun, so long at most. */
  async stop(withinMs?: number): Promise<void> {
    this.#abort.abort();
    const late = withinMs && pause(withinMs, undefined, { ref: false });
    await (late ? Promise.race([this.#running, late]) : this.#running);
  }

  async #goOn(
    seconds: number,
    work: () => Promise<NextSeconds>,
    onFailure: (error: Error) => void,
  ): Promise<void> {
    while (!this.isOver) {
      const woken = new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      let next: NextSeconds = seconds;
      try {
        next = (await work()) ?? seconds;
      } catch (error) {
        if (!this.isOver) onFailure(error as Error);
      }
      await Promise.race([woken, this.rest(next * 1000)]);
    }
  }
}

/** Waits so long, or until aborted. */
export async function rest(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await pause(Math.max(0, milliseconds), undefined, {
    signal,
    ref: false,
  }).catch(() => {});
}
