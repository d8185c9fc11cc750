import { wrongRange } from '../problems';
import type { ByteRange } from '../storages/types';

/**
 * The one range of a `Range` header (RFC 9110, 14.2). Undefined: all of it;
 * several ranges, and what is none, are answered so, too.
 *
 * @throws RangeNotSatisfiableError where the file has nothing of it
 */
export function rangeOf(
  header: string | undefined,
  bytes: number | undefined,
): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (bytes === undefined || (!from && !to)) return undefined;
  const last = bytes - 1;
  const range = from
    ? { first: Number(from), last: to ? Math.min(Number(to), last) : last }
    : { first: Math.max(0, bytes - Number(to)), last };
  if (range.first > range.last) throw wrongRange(bytes);
  return range;
}
