import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRun, aRunningRun, aSite, endedRuns } from '../__testUtils__/runs';
import { estimateWaits, HoldingTimes, type SiteNow } from '.';

const HOUR = 3600;
const anHour = endedRuns(...Array.from({ length: 40 }, () => HOUR));

function waitsAt(site: SiteNow, ended = anHour) {
  return estimateWaits(site, new HoldingTimes(ended, site.running));
}

describe('how long something waits', () => {
  it('is what is left of the one that runs, and then each in its turn', () => {
    const site = aSite(1, {
      running: [aRunningRun('holder', { heldSeconds: 1800 })],
      waiting: ['a', 'b', 'c'].map(id => aRun(id)),
    });
    expect(waitsAt(site).map(wait => wait?.p50Seconds)).toEqual([
      1800,
      1800 + HOUR,
      1800 + 2 * HOUR,
    ]);
  });

  it('is not said without a history, nor when what is needed never comes', () => {
    const running = [aRunningRun('holder')];
    const site = aSite(1, { running, waiting: [aRun('a')] });
    expect(waitsAt(site, [])).toEqual([undefined]);
    expect(waitsAt(aSite(1, { waiting: [aRun('a')] }))).toEqual([undefined]);
    const two = aRun('two', { gpuCount: 2 });
    expect(waitsAt(aSite(1, { running, waiting: [two] }))).toEqual([undefined]);
    expect(waitsAt(aSite(1, { running }))).toEqual([]);
  });

  it('is no longer than what runs may run at most', () => {
    const days = endedRuns(...Array.from({ length: 30 }, () => 90 * HOUR));
    const running = [
      aRunningRun('holder', { heldSeconds: 600, timeToLiveSeconds: 1200 }),
    ];
    const [wait] = waitsAt(aSite(1, { running, waiting: [aRun('a')] }), days);
    expect(wait!.p80Seconds).toBe(600);
    const over = [
      aRunningRun('holder', { heldSeconds: 1300, timeToLiveSeconds: 1200 }),
    ];
    const [soon] = waitsAt(
      aSite(1, { running: over, waiting: [aRun('a')] }),
      days,
    );
    expect(soon!.p80Seconds).toBe(1);
  });

  it('lets who fits overtake, unless the site keeps the order', () => {
    const running = [
      aRunningRun('short', { heldSeconds: 3500 }),
      aRunningRun('long'),
    ];
    const waiting = [aRun('big', { gpuCount: 2 }), aRun('small')];
    const [, overtaking] = waitsAt(aSite(2, { running, waiting }));
    const [big, behind] = waitsAt(
      aSite(2, { running, waiting, isInOrder: true }),
    );
    expect(overtaking!.p80Seconds).toBeLessThan(big!.p50Seconds);
    expect(behind!.p50Seconds).toBeGreaterThanOrEqual(big!.p50Seconds);
  });

  it('knows an asset by its own runs, and one that is new by those of its kind', () => {
    const own = endedRuns(...Array.from({ length: 50 }, () => 60)).map(run => ({
      ...run,
      entityRef: 'aimodule:default/quick',
    }));
    const firstWaits = (entityRef: string) => {
      const running = [aRunningRun('holder', { entityRef })];
      const site = aSite(1, { running, waiting: [aRun('a')] });
      return waitsAt(site, [...anHour, ...own])[0]!.p50Seconds;
    };
    const quick = firstWaits('aimodule:default/quick');
    const usual = firstWaits('aimodule:default/corals');
    const newcomer = firstWaits('aimodule:default/newcomer');
    expect(quick).toBeLessThan(120);
    expect(usual).toBeGreaterThan(3000);
    expect(newcomer).toBeGreaterThanOrEqual(quick);
    expect(newcomer).toBeLessThanOrEqual(usual);
  });

  const anySite = fc
    .record({
      gpus: fc.integer({ min: 1, max: 6 }),
      held: fc.array(fc.nat(20_000), { maxLength: 6 }),
      wanted: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 12 }),
      isInOrder: fc.boolean(),
    })
    .map(({ gpus, held, wanted, isInOrder }) =>
      aSite(gpus, {
        isInOrder,
        running: held
          .slice(0, gpus)
          .map((heldSeconds, i) => aRunningRun(`r${i}`, { heldSeconds })),
        waiting: wanted.map((gpuCount, i) => aRun(`w${i}`, { gpuCount })),
      }),
    );
  const ended = endedRuns(60, 300, 900, 3600, 3600, 7200, 20_000, 50_000);

  it('is the same for the same question, whole, and P80 is never before P50', () => {
    fc.assert(
      fc.property(anySite, site => {
        const waits = waitsAt(site, ended);
        expect(waitsAt(site, ended)).toEqual(waits);
        expect(waits).toHaveLength(site.waiting.length);
        for (const wait of waits) {
          if (!wait) continue;
          expect(wait.p50Seconds).toBeGreaterThan(0);
          expect(wait.p80Seconds).toBeGreaterThanOrEqual(wait.p50Seconds);
          expect(wait.p80Seconds).toBeLessThan(Infinity);
        }
      }),
    );
  });

  it('grows with each that came before, where all need the same', () => {
    fc.assert(
      fc.property(anySite, site => {
        const waiting = site.waiting.map(({ id }) => aRun(id));
        const waits = waitsAt({ ...site, waiting }, ended);
        for (let i = 1; i < waits.length; i++) {
          if (!waits[i]) continue;
          expect(waits[i]!.p50Seconds).toBeGreaterThanOrEqual(
            waits[i - 1]!.p50Seconds,
          );
        }
      }),
    );
  });
});
