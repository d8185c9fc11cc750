const HOURS_MS = 6 * 3_600_000;

/**
 * When a source hands over all again that it has, also where nothing was changed:
 * when the portal starts, and every few hours. Whether a place is in one's own house
 * depends on the configuration and on what networks answer, which no stamp tells.
 */
export class Anew {
  #dueAt = 0;

  get isDue(): boolean {
    return Date.now() >= this.#dueAt;
  }

  done(): void {
    this.#dueAt = Date.now() + HOURS_MS;
  }
}
