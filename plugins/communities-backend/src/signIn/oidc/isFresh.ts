import type { Session } from '../../database';

/** After a sign-in that was asked for anew, one may change how one signs in. */
const FRESH_MS = 600_000;

export function isFresh({ authenticatedAt }: Session): boolean {
  if (!authenticatedAt) return false;
  return Date.parse(authenticatedAt) + FRESH_MS > Date.now();
}
