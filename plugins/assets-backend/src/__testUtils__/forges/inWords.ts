import { isUtf8 } from 'node:buffer';

/** A file as tests look at it: the text that it is, or what stands for bytes that are none. */
export function inWords(bytes: Buffer): string {
  return isUtf8(bytes)
    ? bytes.toString('utf8')
    : `bytes:${bytes.toString('base64')}`;
}
