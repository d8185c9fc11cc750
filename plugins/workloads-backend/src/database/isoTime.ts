/** So many seconds from now, as rows have it, to be compared as text. */
export function isoTime(fromNowSeconds = 0): string {
  return new Date(Date.now() + fromNowSeconds * 1000).toISOString();
}
