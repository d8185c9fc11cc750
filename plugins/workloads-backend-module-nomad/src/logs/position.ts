/**
 * A place in a task's log is one number for callers. Nomad keeps two outputs,
 * each in files that it rotates; so the number holds a place in each. A place
 * is kept modulo 64 MiB, which is more than Nomad keeps of an output: it still
 * names one byte of what there is. While nothing is rotated and all is said to
 * one output, the number is what it seems: bytes from the first one.
 */
export interface Places {
  stdout: number;
  stderr: number;
}

const MODULUS = 2 ** 26;

export function toPosition({ stdout, stderr }: Places): number {
  return (stdout % MODULUS) + (stderr % MODULUS) * MODULUS;
}

export function fromPosition(position: number): Places {
  return {
    stdout: position % MODULUS,
    stderr: Math.floor(position / MODULUS) % MODULUS,
  };
}

/** The place in `[first, end]` that is kept as `rest`, if there still is one. */
export function placeWithin(
  rest: number,
  { first, end }: { first: number; end: number },
): number | undefined {
  const place = first + ((((rest - first) % MODULUS) + MODULUS) % MODULUS);
  return place <= end ? place : undefined;
}
