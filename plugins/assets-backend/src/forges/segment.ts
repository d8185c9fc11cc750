import { ForgeError } from './types';

/**
 * A name in an address.
 *
 * @throws ForgeError `unclear` where it would lead out of what it is of
 */
export function segment(name: string): string {
  if (/^\.{0,2}$/.test(name)) {
    throw new ForgeError('unclear', `A forge has no such place: '${name}'`);
  }
  return encodeURIComponent(name);
}
