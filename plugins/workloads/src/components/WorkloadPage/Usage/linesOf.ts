import type { UsageSample } from '@astrolabe/plugin-workloads-common';

/**
 * The samples of an amount as the path of an SVG: from the first to the last
 * across its width, `most` at its top. Where nothing was known it is broken.
 */
export function linesOf(
  samples: UsageSample[],
  options: {
    of(sample: UsageSample): number | undefined;
    most: number;
    gapSeconds: number;
    size: [width: number, height: number];
  },
): string {
  const { of, most, gapSeconds, size } = options;
  const [width, height] = size;
  const times = samples.map(({ at }) => Date.parse(at) / 1000);
  const [first, last] = [times[0], times.at(-1)!];
  let before: number | undefined;
  const steps = samples.map((sample, index) => {
    const value = of(sample);
    if (value === undefined) {
      before = undefined;
      return '';
    }
    const time = times[index];
    const goesOn = before !== undefined && time - before <= gapSeconds;
    before = time;
    const x = last > first ? ((time - first) / (last - first)) * width : 0;
    const y = height * (1 - value / most);
    const point = `${round(x)} ${round(y)}`;
    // A line of no length is a dot: what stands alone is seen, too.
    return goesOn ? `L${point}` : `M${point}l0 0`;
  });
  return steps.join('');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
