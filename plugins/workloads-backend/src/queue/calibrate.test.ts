import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, correct, type Foretold } from './calibrate';

const wait = { p50Seconds: 1000, p80Seconds: 2000 };

function outcomes(count: number, of: Partial<Foretold> = {}): Foretold[] {
  return Array.from({ length: count }, () => ({
    queue: 'gpu',
    p80Seconds: 2000,
    waitedSeconds: 2000,
    hasStarted: true,
    ...of,
  }));
}

describe('the correction of what is foretold', () => {
  it('is none, where nothing is known or all was right', () => {
    expect(calibrate([], 'gpu')).toBeCloseTo(1, 1);
    expect(calibrate(outcomes(100), 'gpu')).toBeCloseTo(1, 1);
    expect(correct(wait, 1)).toEqual(wait);
  });

  it('makes longer what was too short, and more of it the more is known', () => {
    const factors = [0, 5, 50, 300].map(count =>
      calibrate(outcomes(count, { waitedSeconds: 6000 }), 'gpu'),
    );
    expect([...factors].sort((a, b) => a - b)).toEqual(factors);
    expect(factors.at(-1)).toBeGreaterThan(2.5);
  });

  it('counts what still waits, so that long waits are not missing', () => {
    const short = outcomes(50, { waitedSeconds: 1000 });
    const still = outcomes(50, { waitedSeconds: 9000, hasStarted: false });
    const without = calibrate(short, 'gpu');
    expect(calibrate([...short, ...still], 'gpu')).toBeGreaterThan(without);
  });

  it('trusts its own queue more than others', () => {
    const own = outcomes(60);
    const others = outcomes(300, { queue: 'cpu', waitedSeconds: 8000 });
    expect(calibrate([...own, ...others], 'gpu')).toBeLessThan(2);
    expect(calibrate(others, 'gpu')).toBeGreaterThan(1);
  });

  it('never makes P80 shorter than P50, whatever became of waits', () => {
    const seconds = fc.double({ min: 0, max: 1e7, noNaN: true });
    const outcome = fc.record({
      queue: fc.constantFrom('gpu', 'cpu'),
      p80Seconds: seconds,
      waitedSeconds: seconds,
      hasStarted: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1 }), foretold => {
        const told = correct(wait, calibrate(foretold, 'gpu'));
        expect(told.p50Seconds).toBeGreaterThanOrEqual(0);
        expect(told.p80Seconds).toBeGreaterThanOrEqual(told.p50Seconds);
        expect(told.p80Seconds).toBeLessThan(Infinity);
      }),
    );
  });
});
