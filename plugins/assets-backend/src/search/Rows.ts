/**
 * Short lists of numbers, one for each slot, in one array: a list of its own for
 * each of 100,000 is 100,000 places in memory that whoever counts has to go to.
 */
export class Rows {
  #starts = new Uint32Array(0);
  #lengths = new Uint32Array(0);
  #items = new Uint32Array(0);
  /** Of the items, how many are in use and how many of those are of lists that were. */
  #end = 0;
  #left = 0;

  get(slot: number): Uint32Array {
    const start = this.#starts[slot] ?? 0;
    return this.#items.subarray(start, start + (this.#lengths[slot] ?? 0));
  }

  set(slot: number, items: readonly number[]): void {
    if (slot >= this.#starts.length) {
      this.#starts = grown(this.#starts, slot + 1);
      this.#lengths = grown(this.#lengths, slot + 1);
    }
    this.#left += this.#lengths[slot];
    this.#lengths[slot] = 0;
    if (this.#left > this.#end / 2) this.#close();
    if (this.#end + items.length > this.#items.length) {
      this.#items = grown(this.#items, this.#end + items.length);
    }
    this.#items.set(items, this.#end);
    this.#starts[slot] = this.#end;
    this.#lengths[slot] = items.length;
    this.#end += items.length;
  }

  /** Each item of the lists of some slots. */
  each(slots: Uint32Array, visit: (item: number) => void): void {
    const [starts, lengths, items] = [this.#starts, this.#lengths, this.#items];
    for (let i = 0; i < slots.length; i++) {
      const start = starts[slots[i]];
      const end = start + lengths[slots[i]];
      for (let at = start; at < end; at++) visit(items[at]);
    }
  }

  /** Each slot that has an item in its list. */
  having(item: number, visit: (slot: number) => void): void {
    for (let slot = 0; slot < this.#starts.length; slot++) {
      const start = this.#starts[slot];
      const end = start + this.#lengths[slot];
      for (let at = start; at < end; at++) {
        if (this.#items[at] === item) visit(slot);
      }
    }
  }

  /** Leaves out what is of no list any more. */
  #close(): void {
    const items = new Uint32Array(this.#items.length);
    let end = 0;
    for (let slot = 0; slot < this.#starts.length; slot++) {
      const list = this.get(slot);
      items.set(list, end);
      this.#starts[slot] = end;
      end += list.length;
    }
    [this.#items, this.#end, this.#left] = [items, end, 0];
  }
}

function grown(array: Uint32Array, length: number): Uint32Array {
  const larger = new Uint32Array(Math.ceil(length * 1.5));
  larger.set(array);
  return larger;
}
