/**
 * How pictures begin that every browser shows, and that can do nothing. SVG is
 * none of them: it is a page.
 */
const beginnings: [string, (bytes: Buffer) => boolean][] = [
  ['image/png', bytes => begins(bytes, '\x89PNG\r\n\x1a\n')],
  ['image/jpeg', bytes => begins(bytes, '\xff\xd8\xff')],
  ['image/gif', bytes => begins(bytes, 'GIF87a') || begins(bytes, 'GIF89a')],
  [
    'image/webp',
    bytes =>
      begins(bytes, 'RIFF') && bytes.subarray(8, 12).toString() === 'WEBP',
  ],
];

/** Undefined: it is none. */
export function imageTypeOf(bytes: Buffer): string | undefined {
  return beginnings.find(([, isOne]) => isOne(bytes))?.[0];
}

function begins(bytes: Buffer, text: string): boolean {
  const sign = Buffer.from(text, 'latin1');
  return bytes.subarray(0, sign.length).equals(sign);
}
