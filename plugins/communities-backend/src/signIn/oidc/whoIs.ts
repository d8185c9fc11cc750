import { createHash } from 'node:crypto';
import type { Identity, Profile } from '../../database';
import type { Statement } from './Provider';
import type { Claims } from './rules';

const MAX_DISPLAY_LENGTH = 100;
/** Lengths of what makes a name somebody's own; the longer are for a collision. */
const TAIL_LENGTHS = [8, 16, 32];

/** Which identity a provider's statement is of, and what to call its person. */
export function whoIs(issuer: string, { subject, claims }: Statement) {
  const id = createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex');
  const account = shown(claims.preferred_username) || undefined;
  const identity: Identity = { id, issuer, subject, account };
  return {
    identity,
    profile: profileOf(claims),
    names: TAIL_LENGTHS.map(length => nameOf(claims, id.slice(0, length))),
  };
}

function profileOf(claims: Claims): Profile {
  const { email, email_verified: isVerified } = claims;
  return {
    displayName:
      shown(claims.name) || shown(claims.preferred_username) || 'Somebody',
    email: isVerified === true && typeof email === 'string' ? email : undefined,
  };
}

/** Without what could make one name look like another. */
function shown(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, MAX_DISPLAY_LENGTH);
}

/**
 * The user's name is only for people to read: what follows it is of the issuer
 * and subject, so that nobody can have another's name by choosing it there.
 */
function nameOf(claims: Claims, tail: string): string {
  const readable = String(claims.preferred_username ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/@.*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-|-$/g, '');
  return `${readable || 'person'}-${tail}`;
}
