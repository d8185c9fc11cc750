const MINUTE = 60;
const HOUR = 3600;

/** From so long on, rounded to so much: nobody knows it better. */
const steps = [
  [48 * HOUR, 24 * HOUR],
  [6 * HOUR, HOUR],
  [HOUR, 10 * MINUTE],
  [20 * MINUTE, 5 * MINUTE],
  [0, MINUTE],
];

/**
 * An estimated wait in seconds as people are told it: rounded up, the more the
 * longer it is, and at least a minute.
 *
 * @public
 */
export function roundWait(seconds: number): number {
  const [, step] = steps.find(([from]) => seconds > from) ?? [0, MINUTE];
  return Math.max(MINUTE, Math.ceil(seconds / step) * step);
}
