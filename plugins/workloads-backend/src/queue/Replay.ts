import {
  add,
  nothing,
  subtract,
  type Amounts,
} from '@astrolabe/plugin-workloads-common';
import { Agenda } from './Agenda';
import type { Run, SiteNow } from './types';

const dimensions = Object.keys(nothing) as (keyof Amounts)[];
const WIDTH = dimensions.length;
const TINY = 1e-9;

/** Waiting runs that need the same, in their order. */
interface Line {
  runs: number[];
  next: number;
}

/**
 * Plays what a site's queue does when everything lasts as it is told. Made once
 * for a site, and played again and again with other times.
 */
export class Replay {
  readonly #waiting: number;
  readonly #running: number;
  /** What each run needs: those that wait first, then those that run. */
  readonly #needs: Float64Array;
  readonly #freeNow: Float64Array;
  readonly #free = new Float64Array(WIDTH);
  readonly #lines: Line[];
  readonly #agenda: Agenda;

  constructor({ capacity, running, waiting, isInOrder }: SiteNow) {
    const runs = [...waiting, ...running];
    this.#waiting = waiting.length;
    this.#running = running.length;
    this.#needs = Float64Array.from(
      runs.flatMap(({ needs }) => numbers(needs)),
    );
    const held = running.map(({ needs }) => needs).reduce(add, nothing);
    this.#freeNow = Float64Array.from(numbers(subtract(capacity, held)));
    this.#lines = linesOf(waiting, isInOrder);
    this.#agenda = new Agenda(runs.length);
  }

  /**
   * @param durations - how long each waiting run will hold its resources, then
   * how much longer each running one does
   * @param starts - where to write when each waiting run starts
   */
  play(durations: Float64Array, starts: Float64Array): void {
    this.#free.set(this.#freeNow);
    for (const line of this.#lines) line.next = 0;
    starts.fill(Infinity);
    for (let i = 0; i < this.#running; i++) {
      const run = this.#waiting + i;
      this.#agenda.add(durations[run], run);
    }
    let left = this.#waiting;
    // Those that wait do so now, whatever the sums say: they start when something ends.
    while (left > 0 && this.#agenda.size > 0) {
      const now = this.#agenda.nextTime;
      while (this.#agenda.size > 0 && this.#agenda.nextTime <= now) {
        this.#change(this.#agenda.take(), 1);
      }
      left -= this.#startAll(now, { durations, starts });
    }
    while (this.#agenda.size > 0) this.#agenda.take();
  }

  #startAll(
    now: number,
    { durations, starts }: Record<'durations' | 'starts', Float64Array>,
  ): number {
    let started = 0;
    for (;;) {
      const line = this.#nextLine();
      if (!line) return started;
      const run = line.runs[line.next++];
      started++;
      starts[run] = now;
      this.#change(run, -1);
      this.#agenda.add(now + durations[run], run);
    }
  }

  /** The line whose first run came earliest, of those for which there is room. */
  #nextLine(): Line | undefined {
    let best: Line | undefined;
    for (const line of this.#lines) {
      if (line.next === line.runs.length) continue;
      const run = line.runs[line.next];
      if (best && best.runs[best.next] < run) continue;
      if (this.#hasRoom(run)) best = line;
    }
    return best;
  }

  #hasRoom(run: number): boolean {
    const from = run * WIDTH;
    for (let i = 0; i < WIDTH; i++) {
      if (this.#needs[from + i] > this.#free[i] + TINY) return false;
    }
    return true;
  }

  #change(run: number, sign: 1 | -1): void {
    const from = run * WIDTH;
    for (let i = 0; i < WIDTH; i++) {
      this.#free[i] += sign * this.#needs[from + i];
    }
  }
}

/** In order there is one line; else one for all that need the same. */
function linesOf(waiting: Run[], isInOrder: boolean): Line[] {
  const lines = new Map<string, Line>();
  waiting.forEach(({ needs }, run) => {
    const key = isInOrder ? '' : numbers(needs).join(' ');
    const line = lines.get(key) ?? { runs: [], next: 0 };
    line.runs.push(run);
    lines.set(key, line);
  });
  return [...lines.values()];
}

function numbers(amounts: Amounts): number[] {
  return dimensions.map(dimension => amounts[dimension]);
}
