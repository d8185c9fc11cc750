/**
 * The slots that have a word, in their order, each with what the word weighs
 * there. Slots mostly come in their order, so that adding one is cheap. One that
 * goes weighs nothing from then on; they are taken out when they are the most.
 */
export class Postings {
  slots = new Uint32Array(2);
  weights = new Float32Array(2);
  /** How many of the rows are in use, and how many slots have the word. */
  length = 0;
  size = 0;

  set(slot: number, weight: number): void {
    const at = this.#find(slot);
    if (!this.#isAt(at, slot)) this.#open(at);
    if (this.weights[at] === 0) this.size++;
    this.slots[at] = slot;
    this.weights[at] = weight;
  }

  delete(slot: number): void {
    const at = this.#find(slot);
    if (!this.#isAt(at, slot) || this.weights[at] === 0) return;
    this.weights[at] = 0;
    this.size--;
    if (this.size < this.length / 2) this.#close();
  }

  #isAt(at: number, slot: number): boolean {
    return at < this.length && this.slots[at] === slot;
  }

  /** Where a slot is, or would be. */
  #find(slot: number): number {
    if (this.length === 0 || this.slots[this.length - 1] < slot)
      return this.length;
    let [low, high] = [0, this.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.slots[middle] < slot) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #open(at: number): void {
    if (this.length === this.slots.length) {
      const length = Math.ceil(this.length * 1.5) + 1;
      const [slots, weights] = [this.slots, this.weights];
      this.slots = new Uint32Array(length);
      this.slots.set(slots);
      this.weights = new Float32Array(length);
      this.weights.set(weights);
    }
    this.slots.copyWithin(at + 1, at, this.length);
    this.weights.copyWithin(at + 1, at, this.length);
    this.weights[at] = 0;
    this.length++;
  }

  #close(): void {
    let at = 0;
    for (let i = 0; i < this.length; i++) {
      if (this.weights[i] === 0) continue;
      this.slots[at] = this.slots[i];
      this.weights[at++] = this.weights[i];
    }
    this.length = at;
  }
}
