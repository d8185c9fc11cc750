import { createHash } from 'node:crypto';
import type { Values, Verified } from './providers';

/**
 * What makes two accounts the same one, however it was linked: what the service
 * calls it, or what was filled in. One that says nothing in sight is like no other.
 */
export function identityOf(
  { account, user }: Verified,
  settings: Values,
  otherwise: string,
): string {
  const { login: _, ...named } = settings;
  const isNamed = Object.keys(named).length > 0;
  const filledIn = isNamed
    ? JSON.stringify([...Object.entries(named).sort(), user])
    : otherwise;
  return createHash('sha256')
    .update(account ?? filledIn)
    .digest('hex');
}
