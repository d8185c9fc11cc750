const dimensions = ['cpuCores', 'memoryBytes', 'diskBytes', 'gpuCount'];

/** A site that starts whoever fits, in the order in which they came. */
export class Site {
  running = [];
  waiting = [];
  #free;

  constructor(capacity) {
    this.capacity = capacity;
    this.#free = { ...capacity };
  }

  get nextEnd() {
    return this.running.reduce((at, job) => Math.min(at, job.endsAt), Infinity);
  }

  /** @returns those that have ended by then */
  end(now) {
    const ended = this.running.filter(({ endsAt }) => endsAt <= now);
    this.running = this.running.filter(({ endsAt }) => endsAt > now);
    for (const job of ended) this.#hold(job, -1);
    return ended;
  }

  /** @returns those that could start */
  start(now) {
    const started = [];
    this.waiting = this.waiting.filter(job => {
      if (dimensions.some(each => job.needs[each] > this.#free[each])) {
        return true;
      }
      this.#hold(job, 1);
      Object.assign(job, { startedAt: now, endsAt: now + job.lasts });
      started.push(job);
      return false;
    });
    this.running.push(...started);
    return started;
  }

  #hold(job, sign) {
    for (const each of dimensions) this.#free[each] -= sign * job.needs[each];
  }
}
