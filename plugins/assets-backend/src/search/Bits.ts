/** A set of slots: a bit for each, so that sets are joined 32 slots at a time. */
export class Bits {
  #words: Uint32Array;

  constructor(words = new Uint32Array(0)) {
    this.#words = words;
  }

  /** The slots at which something is above zero. */
  static where(values: Float32Array): Bits {
    const words = new Uint32Array((values.length + 31) >>> 5);
    for (let slot = 0; slot < values.length; slot++) {
      if (values[slot] > 0) words[slot >>> 5] |= 1 << (slot & 31);
    }
    return new Bits(words);
  }

  set(slot: number, isIn: boolean): void {
    const at = slot >>> 5;
    if (at >= this.#words.length) {
      if (!isIn) return;
      const words = new Uint32Array(Math.ceil((at + 1) * 1.5));
      words.set(this.#words);
      this.#words = words;
    }
    if (isIn) this.#words[at] |= 1 << (slot & 31);
    else this.#words[at] &= ~(1 << (slot & 31));
  }

  has(slot: number): boolean {
    return ((this.#words[slot >>> 5] >>> (slot & 31)) & 1) === 1;
  }

  get size(): number {
    let size = 0;
    for (let word of this.#words) {
      for (; word; word &= word - 1) size++;
    }
    return size;
  }

  /** Those that are in both. */
  and(other: Bits): Bits {
    const [a, b] = [this.#words, other.#words];
    const words = new Uint32Array(Math.min(a.length, b.length));
    for (let i = 0; i < words.length; i++) words[i] = a[i] & b[i];
    return new Bits(words);
  }

  /** Those that are not in the other one. */
  without(other: Bits): Bits {
    const [a, b] = [this.#words, other.#words];
    const words = a.slice();
    const length = Math.min(a.length, b.length);
    for (let i = 0; i < length; i++) words[i] &= ~b[i];
    return new Bits(words);
  }

  /** Those that are in either. */
  or(other: Bits): Bits {
    const [a, b] =
      this.#words.length < other.#words.length
        ? [other.#words, this.#words]
        : [this.#words, other.#words];
    const words = a.slice();
    for (let i = 0; i < b.length; i++) words[i] |= b[i];
    return new Bits(words);
  }

  /** Their slots, in order. */
  slots(): Uint32Array {
    const slots = new Uint32Array(this.size);
    let length = 0;
    for (let at = 0; at < this.#words.length; at++) {
      for (let word = this.#words[at]; word; word &= word - 1) {
        slots[length++] = (at << 5) + 31 - Math.clz32(word & -word);
      }
    }
    return slots;
  }
}
