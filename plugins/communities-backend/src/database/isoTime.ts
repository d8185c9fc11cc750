/** Now, or so many seconds later, as times are kept. */
export function isoTime(laterSeconds = 0): string {
  return new Date(Date.now() + laterSeconds * 1000).toISOString();
}
