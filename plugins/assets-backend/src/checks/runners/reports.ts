// What checks is foreign: what it says is cut to what is kept and shown.

/** Of one run. */
export const MOST_CHECKS = 500;
const NAME_LENGTH = 190;
const REASON_LENGTH = 500;
const PAGE_LENGTH = 2000;
/** Where a time is before this, none is meant. */
const LONG_AGO = '2000';

/** Names are unique in a run: where a runner has two of one name, the second is told so. */
export function uniquely<T extends { name: string }>(checks: T[]): T[] {
  const used = new Set<string>();
  const numbers = new Map<string, number>();
  return checks.slice(0, MOST_CHECKS).map(check => {
    const own = wordsOf(check.name, NAME_LENGTH) ?? 'check';
    let name = own;
    for (let i = numbers.get(own) ?? 2; used.has(name); i++) {
      name = `${own} (${i})`;
      numbers.set(own, i + 1);
    }
    used.add(name);
    return { ...check, name };
  });
}

/** An address that a page may lead to: whoever checks could name any. */
export function onePage(address: string | undefined): string | undefined {
  const isPage = /^https?:\/\//i.test(address ?? '');
  return isPage && address!.length <= PAGE_LENGTH && URL.canParse(address!)
    ? address
    : undefined;
}

/** On one line, without what no database and no address takes. */
export function wordsOf(
  said: string | null | undefined,
  most: number = REASON_LENGTH,
): string | undefined {
  const words = [...String(said ?? '').slice(0, 4 * most)]
    .slice(0, most)
    .join('')
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ');
  return words.trim() || undefined;
}

/** In UTC; undefined where it says none. */
export function timeOf(
  said: string | number | null | undefined,
): string | undefined {
  const time = new Date(said ?? NaN);
  if (Number.isNaN(time.getTime())) return undefined;
  const iso = time.toISOString();
  return iso > LONG_AGO && iso < '9' ? iso : undefined;
}

/** The end of a log, as text that can be kept; no more bytes than that. */
export function endOfLog(
  text: string | undefined,
  maxBytes: number,
): string | undefined {
  if (text === undefined) return undefined;
  const bytes = Buffer.from(text.replaceAll('\0', ''), 'utf8');
  let from = Math.max(0, bytes.length - maxBytes);
  // Not in the middle of a character.
  while (from > 0 && (bytes[from] & 0xc0) === 0x80) from++;
  return bytes.subarray(from).toString('utf8');
}
