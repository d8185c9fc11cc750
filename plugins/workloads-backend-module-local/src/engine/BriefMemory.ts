/** Keeps answers for a while, and forgets each when its time is over. */
export class BriefMemory<T> {
  readonly #keepMs: number;
  /** The oldest first. */
  readonly #answers = new Map<string, { at: number; answer: T }>();

  constructor(keepMs: number) {
    this.#keepMs = keepMs;
  }

  get size(): number {
    return this.#answers.size;
  }

  /** The answer to a question, which is asked when it is not known or too old. */
  get(question: string, ask: () => T): T {
    this.#forgetOld();
    const known = this.#answers.get(question);
    if (known) return known.answer;
    const answer = ask();
    this.#answers.set(question, { at: Date.now(), answer });
    return answer;
  }

  #forgetOld(): void {
    for (const [question, { at }] of this.#answers) {
      if (Date.now() - at < this.#keepMs) return;
      this.#answers.delete(question);
    }
  }
}
