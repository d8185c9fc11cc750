import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<
  string,
  Buffer,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scrypt);

/** 32 MiB and about a tenth of a second for each guess; kept with the hash. */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const HASH_BYTES = 32;

/** Letters and digits that nobody takes for each other; 32 of them. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Of a password that nobody has. */
const NOBODYS = [
  'scrypt',
  ...Object.values(COST),
  randomBytes(16).toString('base64url'),
  randomBytes(HASH_BYTES).toString('base64url'),
].join(':');

/** A password of 80 random bits, such as `k3vd-7mqa-x2hs-9tpe`. */
export function makePassword(): string {
  const letters = [...randomBytes(16)].map(byte => ALPHABET[byte % 32]);
  return letters.join('').replace(/(....)(?=.)/g, '$1-');
}

/** What may be kept of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { N, r, p } = COST;
  const hash = await keyOf(password, { salt, N, r, p });
  return ['scrypt', N, r, p, text(salt), text(hash)].join(':');
}

/** Whether it is the one; takes as long when there is none. */
export async function isPassword(
  password: string,
  stored: string = NOBODYS,
): Promise<boolean> {
  const [, N, r, p, salt, hash] = stored.split(':');
  const right = Buffer.from(hash, 'base64url');
  const given = await keyOf(password, {
    salt: Buffer.from(salt, 'base64url'),
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(given, right) && stored !== NOBODYS;
}

function keyOf(
  password: string,
  { salt, N, r, p }: { salt: Buffer; N: number; r: number; p: number },
): Promise<Buffer> {
  // However its keyboard composes an accented letter.
  const same = password.trim().normalize('NFC');
  return derive(same, salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r });
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url');
}
