import pLimit from 'p-limit';

/** More that wait for their turn are turned away: of one person, and of all. */
const MOST_OF_ONE = 3;
const MOST_WAITING = 20;

/** So many at the same time, and of one person one alone: who asks often waits for themselves. */
export class Turns {
  readonly #all: pLimit.Limit;
  readonly #own = new Map<string, { limit: pLimit.Limit; count: number }>();

  constructor(atOnce: number) {
    this.#all = pLimit(atOnce);
  }

  /** Undefined: too many wait. */
  take<T>(person: string, run: () => Promise<T>): Promise<T> | undefined {
    const own = this.#own.get(person) ?? { limit: pLimit(1), count: 0 };
    if (own.count > MOST_OF_ONE || this.#all.pendingCount >= MOST_WAITING) {
      return undefined;
    }
    own.count++;
    this.#own.set(person, own);
    return own
      .limit(() => this.#all(run))
      .finally(() => {
        own.count--;
        if (own.count === 0) this.#own.delete(person);
      });
  }
}
