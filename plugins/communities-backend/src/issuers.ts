/** With a key of the issuer's own only; a shared secret could be ours. */
export const SIGNATURE_ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * An issuer of tokens. What goes to it in the clear could be read, and
 * answered, by others. Undefined: that is no safe address.
 */
export function issuerAt(value: string): URL | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isSafe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && loopback.includes(url.hostname));
  return isSafe && !url.search && !url.hash ? url : undefined;
}
