import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts what only this portal shall read, such as what a provider's tokens
 * are kept as. What was sealed for one purpose is not opened for another.
 */
export class Seal {
  readonly #keys: Buffer[];
  readonly #purpose: Buffer;

  /** @param secrets - the first seals; each opens */
  constructor(secrets: readonly string[], purpose: string) {
    this.#purpose = Buffer.from(purpose);
    this.#keys = secrets.map(secret =>
      Buffer.from(
        hkdfSync('sha256', secret, '', `astrolabe sign-in ${purpose}`, 32),
      ),
    );
  }

  close(content: unknown): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#keys[0], iv);
    cipher.setAAD(this.#purpose);
    const text = cipher.update(JSON.stringify(content), 'utf8');
    return Buffer.concat([
      ...[iv, text, cipher.final()],
      cipher.getAuthTag(),
    ]).toString('base64url');
  }

  /** @returns undefined when it is not of this portal, or was changed */
  open<T>(sealed: string): T | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
    for (const key of this.#keys) {
      try {
        return JSON.parse(this.#decipher(bytes, key));
      } catch {
        // Perhaps it was sealed with another of the keys.
      }
    }
    return undefined;
  }

  #decipher(bytes: Buffer, key: Buffer): string {
    const end = bytes.length - TAG_BYTES;
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, iv, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(this.#purpose);
    decipher.setAuthTag(bytes.subarray(end));
    const text = decipher.update(bytes.subarray(IV_BYTES, end));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  }
}
