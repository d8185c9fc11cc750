/** Who is next, by time: a binary heap. */
export class Agenda {
  readonly #times: Float64Array;
  readonly #items: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
    this.#items = new Int32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  get nextTime(): number {
    return this.#times[0];
  }

  add(time: number, item: number): void {
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#times[parent] <= time) break;
      this.#move(parent, at);
      at = parent;
    }
    this.#times[at] = time;
    this.#items[at] = item;
  }

  take(): number {
    const item = this.#items[0];
    const last = --this.#size;
    const time = this.#times[last];
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#times[child + 1] < this.#times[child]) {
        child++;
      }
      if (this.#times[child] >= time) break;
      this.#move(child, at);
      at = child;
    }
    this.#times[at] = time;
    this.#items[at] = this.#items[last];
    return item;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from];
    this.#items[to] = this.#items[from];
  }
}
