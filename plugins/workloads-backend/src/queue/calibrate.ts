import { Survival } from './Survival';
import type { Wait } from './types';

/** What was once foretold of a wait, before it was corrected, and what became of it. */
export interface Foretold {
  /** The same for waits that are alike: the site, and what is waited for. */
  queue: string;
  p80Seconds: number;
  waitedSeconds: number;
  /** False: it still waits, or somebody gave it up. */
  hasStarted: boolean;
}

/**
 * The part of waits that shall be no longer than foretold: a little more than
 * the four fifths that are told, because outcomes are known late, and queues
 * grow faster than one learns of it.
 */
const LEVEL = 0.83;
/** Added to both sides of a ratio: a few seconds of nothing are no error. */
const SLACK_SECONDS = 15;
/** So many outcomes weigh as much as believing that nothing is wrong. */
const BELIEF = 10;
/** So many outcomes of other queues are believed, where there are few of one's own. */
const OTHERS = 20;
const BOUNDS = [0.25, 8] as const;

/**
 * By what a foretold P80 has to be multiplied to be long enough as often as it
 * promises (split conformal prediction, with the ratio as score). What still
 * waits counts with as long as it has, so that long waits are not missing.
 */
export function calibrate(foretold: Foretold[], queue: string): number {
  const own = foretold.filter(each => each.queue === queue).length;
  const others = Math.max(OTHERS, foretold.length - own);
  const othersWeight = OTHERS ** 2 / (OTHERS + own) / others;
  const ratios = foretold.map(each => ({
    ratio:
      (each.waitedSeconds + SLACK_SECONDS) / (each.p80Seconds + SLACK_SECONDS),
    isEnd: Number(each.hasStarted),
    weight: each.queue === queue ? 1 : othersWeight,
  }));
  // As if some had been foretold exactly: a few outcomes change little.
  const exact = { ratio: 1, isEnd: 1, weight: BELIEF };
  const sorted = [...ratios, exact].sort((a, b) => a.ratio - b.ratio);
  const survival = new Survival({
    seconds: sorted.map(({ ratio }) => ratio),
    isEnd: sorted.map(({ isEnd }) => isEnd),
    weight: sorted.map(({ weight }) => weight),
  });
  const [found] = survival.lasting(Float64Array.of(1 - LEVEL), 0);
  return Math.min(BOUNDS[1], Math.max(BOUNDS[0], found));
}

/**
 * A wait as it is told. The middle stays as it is: corrected in the same way it
 * was wrong by more (docs/decisions/004-queue-estimates.md).
 */
export function correct({ p50Seconds, p80Seconds }: Wait, by: number): Wait {
  const corrected = (p80Seconds + SLACK_SECONDS) * by - SLACK_SECONDS;
  return { p50Seconds, p80Seconds: Math.max(p50Seconds, corrected) };
}
