import { InputError } from '@backstage/errors';

// Numbers of the configuration; `key` is without `workloads.` before it.

export function atLeast(key: string, value: number, least: number): number {
  if (value >= least) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.${key}: it has to be at least ${least}`,
  );
}

export function between(
  key: string,
  value: number,
  [least, most]: [number, number],
): number {
  if (value >= least && value <= most) return value;
  throw new InputError(
    `Invalid value ${value} for workloads.${key}: it has to be between ${least} and ${most}`,
  );
}

export function port(key: string, value: number): number {
  if (value <= 65535) return atLeast(key, value, 0);
  throw new InputError(
    `Invalid value ${value} for workloads.${key}: it has to be at most 65535`,
  );
}
