import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Survival } from './Survival';

/** All of the same weight; those with a minus are not over yet. */
function survivalOf(...samples: number[]): Survival {
  const sorted = [...samples].sort((a, b) => Math.abs(a) - Math.abs(b));
  return new Survival({
    seconds: sorted.map(Math.abs),
    isEnd: sorted.map(sample => Number(sample > 0)),
    weight: sorted.map(() => 1),
  });
}

const sample = fc
  .integer({ min: 1, max: 1e6 })
  .chain(seconds => fc.constantFrom(seconds, -seconds));
const anySamples = fc.array(sample, { minLength: 1, maxLength: 40 });
const anyPart = fc.double({ min: 0.001, max: 0.999, noNaN: true });

describe('how long things last', () => {
  it('is what was seen, when all is over', () => {
    const survival = survivalOf(10, 20, 30, 40);
    expect(survival.after(5)).toBe(1);
    expect(survival.after(20)).toBeCloseTo(0.5);
    expect(survival.after(40)).toBe(0);
  });

  it('is longer when some are not over yet: those are not left out', () => {
    const all = survivalOf(10, 20, 30, 40);
    const some = survivalOf(10, 20, -20, -25, 30, 40);
    expect(some.after(30)).toBeGreaterThan(all.after(30));
    // By hand: 5/6 · 4/5 · 1/2.
    expect(some.after(30)).toBeCloseTo(1 / 3);
  });

  it('is never shorter than it has been, and grows with the rarity asked for', () => {
    fc.assert(
      fc.property(
        anySamples,
        fc.nat(2e6),
        fc.tuple(anyPart, anyPart),
        (samples, elapsed, parts) => {
          const [rare, usual] = Float64Array.from(parts).sort();
          const survival = survivalOf(...samples);
          const [long, short] = survival.lasting(
            Float64Array.of(rare, usual),
            elapsed,
          );
          expect(short).toBeGreaterThanOrEqual(elapsed);
          expect(long).toBeGreaterThanOrEqual(short);
          expect(long).toBeLessThan(Infinity);
        },
      ),
    );
  });

  it('draws as it was seen', () => {
    const seen = Array.from({ length: 1000 }, (_, index) => (index + 1) ** 2);
    const parts = Float64Array.from(seen, (_, index) => (index + 0.5) / 1000);
    const drawn = survivalOf(...seen)
      .lasting(parts, 0)
      .sort();
    for (const index of [100, 500, 900]) {
      expect(drawn[index] / seen[index]).toBeCloseTo(1, 1);
    }
  });

  it('is said of what nobody has seen, too', () => {
    const [half] = new Survival({ seconds: [], isEnd: [], weight: [] }).lasting(
      Float64Array.of(0.5),
      100,
    );
    expect(half).toBeGreaterThan(100);
    expect(half).toBeLessThan(200);
  });
});
