/**
 * A key that makes the same request twice one thing. `crypto.randomUUID` is only
 * there on https and localhost; random bytes always are.
 *
 * @public
 */
export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}
