/**
 * The slots that have a word, in their order, each with what the word weighs
 * there. Slots mostly come in their order, so that adding one is cheap.
 */
export class Postings {
  slots = new Uint32Array(2);
  weights = new Float32Array(2);
  /** How many of them are in use. */
  size = 0;

  set(slot: number, weight: number): void {
    const at = this.#find(slot);
    const isNew = at === this.size || this.slots[at] !== slot;
    if (isNew) this.#open(at);
    this.slots[at] = slot;
    this.weights[at] = weight;
  }

  delete(slot: number): void {
    const at = this.#find(slot);
    if (at === this.size || this.slots[at] !== slot) return;
    this.slots.copyWithin(at, at + 1, this.size);
    this.weights.copyWithin(at, at + 1, this.size);
    this.size--;
  }

  /** Where a slot is, or would be. */
  #find(slot: number): number {
    if (this.size === 0 || this.slots[this.size - 1] < slot) return this.size;
    let [low, high] = [0, this.size - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.slots[middle] < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #open(at: number): void {
    if (this.size === this.slots.length) {
      const length = Math.ceil(this.size * 1.5) + 1;
      const [slots, weights] = [this.slots, this.weights];
      this.slots = new Uint32Array(length);
      this.slots.set(slots);
      this.weights = new Float32Array(length);
      this.weights.set(weights);
    }
    this.slots.copyWithin(at + 1, at, this.size);
    this.weights.copyWithin(at + 1, at, this.size);
    this.size++;
  }
}
