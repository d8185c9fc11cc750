const DIGITS = new Map([
  ['md5', 32],
  ['sha1', 40],
  ['sha256', 64],
  ['sha512', 128],
]);

/** `md5:…` in its parts; undefined for what has too few digits, or too many. */
export function checksumIn(
  text: string,
): { algorithm: string; digest: string } | undefined {
  const [algorithm, digest = ''] = text.split(':');
  const isWhole = DIGITS.get(algorithm) === digest.length;
  return isWhole ? { algorithm, digest } : undefined;
}
