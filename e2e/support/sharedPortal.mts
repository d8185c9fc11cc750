import { inject } from 'vitest';

/** Address of the portal that this journey shares with those before and after it. */
export const sharedUrl =
  inject('portalUrls')[Number(process.env.VITEST_POOL_ID) - 1]!;

/** Port of a portal that is a journey's own; each has another offset, in tens. */
export function ownPort(offset: number): number {
  return Number(new URL(sharedUrl).port) + offset;
}
