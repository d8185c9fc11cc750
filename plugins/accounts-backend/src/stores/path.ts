import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import type { SecretPath } from './SecretStore';

const LONGEST = 200;
const SEGMENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/;

/** A path of what are names in every store: letters, digits, and `.`, `_`, `-` after the first. */
export function secretPath(...segments: string[]): SecretPath {
  const wrong = segments.find(each => !SEGMENT.test(each));
  if (segments.length === 0 || wrong !== undefined) {
    throw new InputError('A path of secrets has a name that it cannot have');
  }
  return segments;
}

/** A name for any text, such as a person's ref; another text has another one. */
export function segmentOf(text: string): string {
  const encoded = text.replace(
    /[^A-Za-z0-9-]/gu,
    each => `_${Buffer.from(each).toString('hex')}.`,
  );
  return encoded.length < LONGEST
    ? `n${encoded}`
    : `h${createHash('sha256').update(text).digest('hex')}`;
}
