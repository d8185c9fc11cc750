import { expect, it } from 'vitest';
import { roundWait } from './wait';

it.each([
  [0, 60],
  [61, 120],
  [1210, 1500],
  [3700, 4200],
  [7 * 3600 + 5, 8 * 3600],
  [50 * 3600, 72 * 3600],
])('tells a wait of %i s as one of %i s', (seconds, told) => {
  expect(roundWait(seconds)).toBe(told);
});
