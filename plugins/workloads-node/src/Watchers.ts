import type { Observation, Watcher } from './engine';

/** Those who watch an engine. @public */
export class Watchers {
  readonly #all = new Set<Watcher>();

  /** What `WorkloadEngine.watch` does: tells until aborted. */
  async watch(watcher: Watcher & { signal: AbortSignal }): Promise<void> {
    const { signal } = watcher;
    if (signal.aborted) return;
    this.#all.add(watcher);
    await new Promise(resolve =>
      signal.addEventListener('abort', resolve, { once: true }),
    );
    this.#all.delete(watcher);
  }

  tell(observation: Observation): void {
    for (const watcher of this.#all) watcher.onObservation(observation);
  }

  resync(): void {
    for (const watcher of this.#all) watcher.onResync();
  }
}
