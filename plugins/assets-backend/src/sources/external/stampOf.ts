import { createHash } from 'node:crypto';

/** A short text that is another one when the value is. */
export function stampOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value))
    .digest('base64url')
    .slice(0, 16);
}
