import { setTimeout as pause } from 'node:timers/promises';

/** What is cut short goes on with the next start. */
const STOP_MS = 5_000;

/** Work that is done again and again until it is stopped: every so often, and when woken. */
export class Loop {
  readonly #abort = new AbortController();
  readonly #work: () => Promise<void>;
  readonly #onFailure: (error: Error) => void;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => {};
  #isWoken = false;

  constructor(work: () => Promise<void>, onFailure: (error: Error) => void) {
    this.#work = work;
    this.#onFailure = onFailure;
  }

  start(everyMs: number): void {
    this.#running = this.#goOn(everyMs);
  }

  /** Begins at once, or as soon as what goes on is done. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    const late = pause(STOP_MS, undefined, { ref: false });
    await Promise.race([this.#running, late]);
  }

  async #goOn(everyMs: number): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      this.#isWoken = false;
      await this.#work().catch(error => {
        if (!signal.aborted) this.#onFailure(error);
      });
      if (this.#isWoken) continue;
      const woken = new Promise<void>(resolve => {
        this.#wake = resolve;
      });
      const rest = pause(everyMs, undefined, { signal, ref: false });
      await Promise.race([woken, rest.catch(() => {})]);
    }
  }
}
