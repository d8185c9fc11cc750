import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** By this scanners for secrets know our tokens. */
export const TOKEN_PREFIX = 'ast_';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^43 is more than 2^256. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;

const shape = new RegExp(
  `^${TOKEN_PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECK_LENGTH}}$`,
);

/** 256 random bits, and a checksum that tells a slip from a token without a database. */
export function newToken(): string {
  const number = BigInt(`0x${randomBytes(32).toString('hex')}`);
  const secret = base62(number, SECRET_LENGTH);
  return `${TOKEN_PREFIX}${secret}${checkOf(secret)}`;
}

/** Whether it could be one of ours, of this portal or another. */
export function isWellFormed(token: string): boolean {
  if (!shape.test(token)) return false;
  const secret = token.slice(TOKEN_PREFIX.length, -CHECK_LENGTH);
  return token.endsWith(checkOf(secret));
}

/** What is kept of a token. Enough for 256 random bits: nobody can try them. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function checkOf(secret: string): string {
  return base62(BigInt(crc32(`${TOKEN_PREFIX}${secret}`)), CHECK_LENGTH);
}

function base62(value: bigint, length: number): string {
  let left = value;
  let text = '';
  for (let n = 0; n < length; n += 1) {
    text = digits[Number(left % 62n)] + text;
    left /= 62n;
  }
  return text;
}
