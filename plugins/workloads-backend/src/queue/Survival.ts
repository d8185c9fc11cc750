/** How long things lasted, or have lasted so far; the shortest first. */
export interface Lasting {
  seconds: ArrayLike<number>;
  /** 0: it was still going on, or was cut short by something else. */
  isEnd: ArrayLike<number>;
  weight: ArrayLike<number>;
}

/**
 * Beyond what was ever seen, a tail of this exponent: what has lasted longer
 * than anything else may well last half as long again.
 */
const TAIL_EXPONENT = 1.5;

/**
 * How long something lasts, from samples of which some are not over yet: the
 * Kaplan-Meier estimate, weighted. Those count as long as they are known to have
 * lasted; leaving them out would make everything look shorter than it is.
 */
export class Survival {
  /** When something ended, growing. */
  readonly #times: Float64Array;
  /** What part lasts longer than the time of the same index. */
  readonly #parts: Float64Array;
  readonly #size: number;
  readonly #longest: number;

  constructor({ seconds, isEnd, weight }: Lasting) {
    const count = seconds.length;
    this.#times = new Float64Array(count);
    this.#parts = new Float64Array(count);
    let [size, part, atRisk] = [0, 1, 0];
    for (let i = 0; i < count; i++) atRisk += weight[i];
    for (let i = 0; i < count; ) {
      const now = seconds[i];
      let [ended, gone] = [0, 0];
      for (; i < count && seconds[i] === now; i++) {
        gone += weight[i];
        if (isEnd[i]) ended += weight[i];
      }
      if (ended > 0) {
        part *= 1 - Math.min(1, ended / atRisk);
        this.#times[size] = now;
        // Sums of fractions never meet exactly.
        this.#parts[size++] = part < 1e-9 ? 0 : part;
      }
      atRisk -= gone;
    }
    this.#size = size;
    this.#longest = count > 0 ? seconds[count - 1] : 0;
  }

  /** What part lasts longer than this. */
  after(seconds: number): number {
    const index = this.#search(at => this.#times[at] > seconds);
    return index === 0 ? 1 : this.#parts[index - 1];
  }

  /**
   * How long something lasts in all that has lasted `elapsed` already.
   *
   * @param parts - each between 0 and 1: so many of its kind would last longer
   */
  lasting(parts: Float64Array, elapsed: number): Float64Array {
    const left = this.after(elapsed);
    return parts.map(part => this.#lasting(part, { elapsed, left }));
  }

  #lasting(
    part: number,
    { elapsed, left }: { elapsed: number; left: number },
  ): number {
    if (left <= 0) return beyond(elapsed, part);
    const target = part * left;
    const index = this.#search(at => this.#parts[at] <= target);
    if (index < this.#size) return this.#times[index];
    const known = this.#size > 0 ? this.#parts[index - 1] : 1;
    const rarity = target / Math.min(known, left);
    return beyond(Math.max(this.#longest, elapsed), rarity);
  }

  /** The first index for which it holds, where it holds for all that follow. */
  #search(holds: (index: number) => boolean): number {
    let [low, high] = [0, this.#size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function beyond(from: number, part: number): number {
  return Math.max(from, 1) * Math.max(part, 1e-6) ** (-1 / TAIL_EXPONENT);
}
