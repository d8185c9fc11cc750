/** So many wrong ones … */
const MOST_WRONG = 20;
/** … in so long a time, which begins with the first. */
const WINDOW_MS = 15 * 60_000;
/** Names that are remembered; the oldest are forgotten first. */
const MOST_NAMES = 10_000;
/** How many may stand in line. */
const MOST_WAITING = 100;

/** What came of a guess. */
export interface Guess<T> {
  isRight: boolean;
  value: T;
}

/** Somebody has to come again later. */
export interface Wait {
  kind: 'wait';
  seconds: number;
}

/**
 * Keeps guessing slow: one guess at a time, and few wrong ones for each name.
 * In this process alone: a guess is dear, and the memory of it need not be.
 */
export class Guesses {
  readonly #wrong = new Map<string, { count: number; until: number }>();
  #line: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  async try<T>(
    name: string,
    guess: () => Promise<Guess<T>>,
  ): Promise<T | Wait> {
    if (this.#waiting >= MOST_WAITING) return { kind: 'wait', seconds: 10 };
    this.#waiting++;
    const turn = this.#line.then(() => this.#guess(name, guess));
    this.#line = turn.catch(() => {}).then(() => this.#waiting--);
    return turn;
  }

  async #guess<T>(
    name: string,
    guess: () => Promise<Guess<T>>,
  ): Promise<T | Wait> {
    const now = Date.now();
    const before = this.#wrong.get(name);
    const isFresh = !before || before.until <= now;
    if (!isFresh && before.count >= MOST_WRONG) {
      return { kind: 'wait', seconds: Math.ceil((before.until - now) / 1000) };
    }
    const { isRight, value } = await guess();
    if (!isRight) {
      const since = isFresh ? { count: 0, until: now + WINDOW_MS } : before;
      this.#wrong.set(name, { ...since, count: since.count + 1 });
      if (this.#wrong.size > MOST_NAMES) {
        this.#wrong.delete(this.#wrong.keys().next().value!);
      }
    }
    return value;
  }
}
